// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.EgressRoute;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.SendResult;
import io.tripbell.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** One way each to break the contract, with the rule that must notice it and what its failure must say. */
enum Fault {
    THROWS_WHERE_IT_SHOULD_ANSWER("triesLaterWhenTheConnectionIsRefused", "send threw") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                public SendResult send(Message message, Attempt attempt) {
                    SendResult result = super.send(message, attempt);
                    if (result instanceof SendResult.Accepted) return result;
                    throw new IllegalStateException("not sent");
                }
            };
        }
    },
    TAKES_A_BUSY_SERVICE_FOR_A_DEAD_ONE("makesOfAnAnswerWhatItMeans", "outcome of Rejected") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                SendResult result(String head) throws IOException {
                    SendResult result = super.result(head);
                    if (result instanceof SendResult.Accepted) return result;
                    return SendResult.rejected("NO", "gave up", Exchange.none());
                }
            };
        }
    },
    TRIES_AGAIN_BY_ITSELF("makesOfAnAnswerWhatItMeans", "messages of one try") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                public SendResult send(Message message, Attempt attempt) {
                    SendResult result = super.send(message, attempt);
                    return result instanceof SendResult.Accepted ? result : super.send(message, attempt);
                }
            };
        }
    },
    FORGETS_WHAT_THE_SERVICE_ASKED("tellsHowLongThePeerAsksToWait", "retryAfter of the result") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                SendResult result(String head) throws IOException {
                    return super.result(head.substring(0, head.indexOf('\n') + 1));
                }
            };
        }
    },
    SHOWS_ITS_TOKEN_IN_BASE64("sendsAMessageThatThePeerTakes", "the result holds a secret") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                public SendResult send(Message message, Attempt attempt) {
                    byte[] login = ("pigeon:" + attempt.reveal(token)).getBytes(StandardCharsets.UTF_8);
                    String basic = Base64.getEncoder().encodeToString(login);
                    return SendResult.accepted(new Exchange("POST as Basic " + basic, ""));
                }
            };
        }
    },
    THROWS_ITS_TOKEN("sendsAMessageThatThePeerTakes", "the text of an exception holds a secret") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                public SendResult send(Message message, Attempt attempt) {
                    throw new IllegalStateException("cannot send", new IOException(attempt.reveal(token)));
                }
            };
        }
    },
    NAMES_ITS_DESTINATION_AFTER_ITS_TOKEN("showsNoSecretInAnyDescriptionOfItself", "toString holds a secret") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                private String seen = "";

                @Override
                String secret(Attempt attempt) {
                    seen = super.secret(attempt).substring(0, 9);
                    return super.secret(attempt);
                }

                @Override
                public String toString() {
                    return "pigeon with token " + seen + "...";
                }
            };
        }
    },
    NAMES_A_THREAD_AFTER_ITS_TOKEN("showsNoSecretInTheNamesOfThreads", "the name of a thread holds a secret") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                String secret(Attempt attempt) {
                    Thread.currentThread().setName("pigeon of " + super.secret(attempt));
                    return super.secret(attempt);
                }
            };
        }
    },
    KEEPS_ITS_SECRET("asksForItsSecretsAtEachAttempt", "TOKEN") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                private String kept = "";

                @Override
                String secret(Attempt attempt) {
                    if (kept.isEmpty()) kept = super.secret(attempt);
                    return kept;
                }
            };
        }
    },
    SENDS_WITHOUT_ITS_SECRET("sendsNothingWhenASecretCannotBeHad", "what reveal() threw") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                String secret(Attempt attempt) {
                    return "anonymous";
                }
            };
        }
    },
    NEVER_SAYS_THAT_IT_BEGINS("sendsAMessageThatThePeerTakes", "calls of attempt.begin()") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                void begin(Attempt attempt) {}
            };
        }
    },
    BEGINS_ALTHOUGH_ABANDONED("sendsNoByteOfAnAbandonedAttempt", "what begin() threw") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                void begin(Attempt attempt) {
                    try {
                        super.begin(attempt);
                    } catch (AttemptAbandonedException e) {
                        // and goes on all the same
                    }
                }
            };
        }
    },
    BEGINS_WHEN_ALL_IS_DONE("saysThatItBeginsBeforeTheFirstByte", "nothing had come") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                public SendResult send(Message message, Attempt attempt) {
                    SendResult result = super.send(message, attempt);
                    attempt.begin();
                    return result;
                }

                @Override
                void begin(Attempt attempt) {}
            };
        }
    },
    GOES_AROUND_EGRESS("connectsToNothingThatEgressRefuses", "outcome of Accepted") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                EgressRoute route() {
                    return EgressRoute.direct(InetAddress.getLoopbackAddress(), loft.getPort());
                }
            };
        }
    },
    GOES_AROUND_THE_PROXY("goesThroughTheEgressProxyOfTheHost", "connections through the proxy") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                EgressRoute route() throws IOException {
                    EgressRoute route = super.route();
                    return EgressRoute.direct(route.address(), route.port());
                }
            };
        }
    },
    ENCODES_WITH_CHANCE("encodesAMessageAlikeEachTime", "failed") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                String body(Message message) {
                    return super.body(message) + UUID.randomUUID();
                }
            };
        }
    },
    PUTS_TEXT_INTO_A_HEADER("sendsHostileTextAsText", "bcc") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                String moreHeaders(Message message) {
                    return "X-Title: " + message.title() + "\r\n";
                }
            };
        }
    },
    NEVER_CUTS("cutsAMessageThatIsLargerThanAnyService", "outcome of") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                String moreHeaders(Message message) {
                    return "X-Text: " + message.text().replace('\n', ' ') + "\r\n";
                }
            };
        }
    },
    WAITS_FOR_EVER("givesUpWithinTheAttemptTimeoutWhenNoAnswerComes", "send did not end") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                Duration timeout() {
                    return Duration.ofDays(1);
                }
            };
        }
    },
    READS_ALL_THAT_COMES("endsWithAResultWhateverThePeerAnswers", "bytes that the notifier let come") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                String head(SocketChannel channel) throws IOException {
                    String head = super.head(channel);
                    InputStream in = channel.socket().getInputStream();
                    for (int left = 48; left > 0; left--) in.readNBytes(1 << 20);
                    return head;
                }
            };
        }
    },
    SHOWS_WHAT_CAME_AS_IT_CAME("endsWithAResultWhateverThePeerAnswers", "without control characters") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                SendResult result(String head) {
                    return SendResult.rejected("HTTP_400", "the loft says " + head, Exchange.none());
                }
            };
        }
    },
    SWALLOWS_INTERRUPTION("endsSoonAndStaysInterruptedWhenItsThreadIsInterrupted", "the thread's interrupt flag") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                public SendResult send(Message message, Attempt attempt) {
                    SendResult result = super.send(message, attempt);
                    Thread.interrupted();
                    return result;
                }
            };
        }
    },
    CLOSES_NOTHING("endsATryThatIsUnderWaySoonAfterItsClose", "send did not end") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                public void close() {}
            };
        }
    },
    SENDS_ALTHOUGH_CLOSED("sendsNothingAfterItsClose", "TryLater") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return CLOSES_NOTHING.pigeon(loft, token, context);
        }
    },
    CONNECTS_WHEN_IT_IS_MADE("opensNoConnectionBeforeItsFirstMessage", "addresses asked for") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            PigeonNotifier pigeon = new PigeonNotifier(loft, token, context);
            try {
                EgressRoute route = pigeon.route();
                new Socket(route.address(), route.port()).close();
                return pigeon;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    SENDS_THE_FIRST_MESSAGE_AGAIN("carriesManyMessagesAtOnceEachAsItIs", "messages that hold") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                private String kept = "";

                @Override
                synchronized String body(Message message) {
                    if (kept.isEmpty()) kept = super.body(message);
                    return kept;
                }
            };
        }
    },
    REACHES_ONE_OF_TWO_RECIPIENTS("sendsToEachOfItsRecipientsAlone", "coop") {
        @Override
        Notifier pigeon(URI loft, Secret token, NotifierContext context) {
            return new PigeonNotifier(loft, token, context) {
                @Override
                public List<String> recipients() {
                    return List.of("coop", "dovecote");
                }

                @Override
                public SendResult send(Message message, Attempt attempt) {
                    if (attempt.recipient().equals("dovecote")) return SendResult.accepted(Exchange.none());
                    return super.send(message, attempt);
                }
            };
        }
    };

    private final String rule;
    private final String says;

    Fault(String rule, String says) {
        this.rule = rule;
        this.says = says;
    }

    /** The method of the contract that must fail. */
    String rule() {
        return rule;
    }

    /** What the failure must hold. */
    String says() {
        return says;
    }

    /** Whether it is noticed by waiting. */
    boolean hangs() {
        return says.equals("send did not end");
    }

    /** A notifier with this fault and no other. */
    abstract Notifier pigeon(URI loft, Secret token, NotifierContext context);
}
