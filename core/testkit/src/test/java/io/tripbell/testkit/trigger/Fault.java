// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.testkit.trigger.Watchman.State;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.StateReader;
import io.tripbell.trigger.StateWriter;
import io.tripbell.trigger.Step;
import io.tripbell.trigger.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One way each to break the contract, with the rule that must notice it and what its failure must say. */
enum Fault {
    NONE("", "") {},
    READS_THE_CLOCK("evaluatesAlikeEachTime", "asked a second time") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                String explanation(State state, Instant due) {
                    return super.explanation(state, due) + ", seen at " + System.currentTimeMillis();
                }
            };
        }
    },
    COUNTS_IN_A_FIELD("evaluatesAlikeEachTime", "asked a second time") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                private int firings;

                @Override
                String explanation(State state, Instant due) {
                    return super.explanation(state, due) + ", firing " + ++firings;
                }
            };
        }
    },
    CHANGES_THE_STATE_IT_IS_GIVEN("evaluatesAlikeEachTime", "that was handed in") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                Step<State> started(@Nullable State state, Arrival arrival) {
                    return super.started(state, arrival).state() == null
                            ? Step.forget()
                            : waiting(new State(arrival.at(), false, new ArrayList<>()));
                }

                @Override
                public Step<State> onDue(State state, String key, Instant due) {
                    if (state.more().isEmpty()) state.more().add("due");
                    return super.onDue(state, key, due);
                }
            };
        }
    },
    WRITES_TIMES_OF_THE_MACHINES_ZONE("evaluatesAlikeInEveryLocaleZoneAndThread", "at UTC+14") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                String explanation(State state, Instant due) {
                    return "not ended by " + due.atZone(ZoneId.systemDefault());
                }
            };
        }
    },
    WRITES_NUMBERS_OF_THE_MACHINES_LOCALE("evaluatesAlikeInEveryLocaleZoneAndThread", "in Arabic") {
        @Override
        @SuppressWarnings("DefaultLocale") // that is its fault
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                String explanation(State state, Instant due) {
                    return String.format("not ended after %d s", limit.toSeconds());
                }
            };
        }
    },
    NAMES_ITS_THREAD("evaluatesAlikeInEveryLocaleZoneAndThread", "on another thread") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                String explanation(State state, Instant due) {
                    return "seen by " + Thread.currentThread().getName();
                }
            };
        }
    },
    FORGETS_TO_WRITE_WHAT_IT_TOLD("goesOnFromWhatItWrote", "each state written and read") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public void write(State state, StateWriter out) {
                    super.write(new State(state.since(), false, state.more()), out);
                }
            };
        }
    },
    WRITES_NO_VERSION("writesItsVersionFirst", "version 127") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public void write(State state, StateWriter out) {
                    out.flag(state.told()).instant(state.since());
                }

                @Override
                public State read(StateReader in) {
                    boolean told = in.flag();
                    return new State(in.instant(), told, List.of());
                }
            };
        }
    },
    FIRES_WHENEVER_IT_IS_WOKEN("doesNotMindAStaleWakeUp", "stale wake-up") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public Step<State> onDue(State state, String key, Instant due) {
                    return state.told()
                            ? waiting(state)
                            : Step.open(state.asTold()).signalling(triggered(state, due));
                }
            };
        }
    },
    NEVER_ASKS_TO_BE_WOKEN("asksToBeWokenForEachDeadline", "asks for no wake-up") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                Step<State> waiting(State state) {
                    return Step.open(state);
                }
            };
        }
    },
    WAKES_WITHOUT_END("asksToBeWokenForEachDeadline", "without end") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public Step<State> onDue(State state, String key, Instant due) {
                    return Step.armed(state, due);
                }
            };
        }
    },
    KEEPS_EVERYTHING("remembersNoMoreAfterTenThousandEventsThanAfterAThousand", "bytes of a key") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public Step<State> onEvent(@Nullable State state, Arrival arrival) {
                    State before = state == null ? new State(arrival.at(), false, List.of()) : state;
                    return Step.remember(before.keeping(arrival.event().id()));
                }
            };
        }
    },
    SHOWS_ITS_IDENTITY("hasTheSameTextInAnotherProcess", "in another process") {
        @Override
        String text(Stalled trigger) {
            return "Stalled@" + System.identityHashCode(trigger);
        }
    },
    SUBSCRIBES_TOO_OFTEN("subscribesToTheSameEventsEachTime", "subscriptions") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public List<Subscription> subscriptions() {
                    return IntStream.range(0, 65)
                            .mapToObj(
                                    i -> new Subscription(EventFilter.type("job.started"), EventKey.byResource(), true))
                            .toList();
                }
            };
        }
    },
    SUBSCRIBES_ANEW_EACH_TIME("subscribesToTheSameEventsEachTime", "asked for again") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                private int asked;

                @Override
                public List<Subscription> subscriptions() {
                    return ++asked % 2 == 0
                            ? super.subscriptions()
                            : super.subscriptions().subList(0, 1);
                }
            };
        }
    },
    REPORTS_ONE_MISTAKE_ONLY("reportsEveryMistakeAtOnceAndWhereItStands", "problems of") {
        @Override
        void check(Stalled trigger, Problems problems) {
            if (trigger.limit().isZero()) problems.add("limit", trigger.limit(), "must be positive");
        }
    },
    REPORTS_WITHOUT_A_PLACE("reportsEveryMistakeAtOnceAndWhereItStands", "problems of") {
        @Override
        void check(Stalled trigger, Problems problems) {
            if (trigger.limit().isZero())
                problems.add("", trigger.limit(), "must be positive").add("", 0, "is zero");
        }
    },
    FINDS_FAULT_WITH_ANYTHING("findsNothingWrongWithASoundDefinition", "problems of") {
        @Override
        void check(Stalled trigger, Problems problems) {
            problems.add("limit", trigger.limit(), "must be positive");
        }
    },
    MIXES_ITS_KEYS("keepsKeysApart", "while the same happens to another") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                private @Nullable Instant latest;

                @Override
                Step<State> started(@Nullable State state, Arrival arrival) {
                    latest = arrival.at();
                    return super.started(state, arrival);
                }

                @Override
                Step<State> ended(@Nullable State state, Arrival arrival) {
                    boolean first = latest != null;
                    latest = null;
                    return first ? super.ended(state, arrival) : Step.forget();
                }
            };
        }
    },
    RESOLVES_WHAT_IT_NEVER_TOLD("resolvesOnlyWhatItTold", "never told") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                Step<State> ended(@Nullable State state, Arrival arrival) {
                    return Step.<State>forget().signalling(resolved(arrival));
                }
            };
        }
    },
    FIRES_AGAIN_BEFORE_IT_RESOLVED("resolvesOnlyWhatItTold", "fires") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public Step<State> onDue(State state, String key, Instant due) {
                    Signal fired = triggered(state, due);
                    return Step.open(state.asTold()).signalling(fired, fired);
                }
            };
        }
    },
    DENIES_ITS_CONDITION("resolvesOnlyWhatItTold", "states no condition and resolves") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public boolean statesCondition() {
                    return false;
                }
            };
        }
    },
    NEVER_ENDS("firesAndEndsAsItsStoryTells", "after which it ends") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                Step<State> ended(@Nullable State state, Arrival arrival) {
                    return Step.forget();
                }
            };
        }
    },
    EXPLAINS_ON_TWO_LINES("explainsEachSignalInOneLine", "the explanation of") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                String explanation(State state, Instant due) {
                    return "it started\nand has not ended";
                }
            };
        }
    },
    FIRES_IN_THE_FUTURE("signalsNothingBeforeItsTime", "the instant of a signal") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                Signal triggered(State state, Instant due) {
                    return super.triggered(state, due.plus(limit));
                }
            };
        }
    },
    SAYS_THAT_IT_REMEMBERS_NOTHING("remembersNothingWhenItSaysSo", "remembers nothing") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public boolean remembers() {
                    return false;
                }
            };
        }
    },
    FAILS_IN_AN_ENGINE("firesInAnEngineAsItDoesAlone", "failed in the engine") {
        @Override
        Watchman evaluator(Duration limit) {
            return new Watchman(limit) {
                @Override
                public Step<State> onDue(State state, String key, Instant due) {
                    if (inAnEngine()) throw new IllegalStateException("not here");
                    return super.onDue(state, key, due);
                }

                private boolean inAnEngine() {
                    return StackWalker.getInstance()
                            .walk(frames -> frames.anyMatch(
                                    frame -> frame.getClassName().startsWith("io.tripbell.engine.")));
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

    /** The rule that must notice it. */
    String rule() {
        return rule;
    }

    /** What its failure must say. */
    String says() {
        return says;
    }

    Watchman evaluator(Duration limit) {
        return new Watchman(limit);
    }

    String text(Stalled trigger) {
        return "Stalled[limit=" + trigger.limit() + ", fault=" + name() + "]";
    }

    void check(Stalled trigger, Problems problems) {
        problems.requirePositive("limit", trigger.limit());
        if (trigger.limit().isZero()) problems.add("fault", trigger.fault(), "has no time to show");
    }
}
