// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusClassTest {
    private static final Set<Integer> SAID_SINGLY = Set.of(408, 421, 425, 429, 401, 403, 404, 409, 410);

    @ParameterizedTest
    @CsvSource({
        "200,ACCEPTED",
        "201,ACCEPTED",
        "202,ACCEPTED",
        "204,ACCEPTED",
        "299,ACCEPTED",
        "301,SHORT",
        "302,SHORT",
        "303,SHORT",
        "307,SHORT",
        "308,SHORT",
        "304,SHORT",
        "401,SHORT",
        "403,SHORT",
        "404,SHORT",
        "409,SHORT",
        "400,PERMANENT",
        "405,PERMANENT",
        "406,PERMANENT",
        "411,PERMANENT",
        "413,PERMANENT",
        "414,PERMANENT",
        "415,PERMANENT",
        "422,PERMANENT",
        "431,PERMANENT",
        "451,PERMANENT",
        "418,PERMANENT",
        "410,GONE",
        "408,TRANSIENT",
        "421,TRANSIENT",
        "425,TRANSIENT",
        "429,TRANSIENT",
        "500,TRANSIENT",
        "501,TRANSIENT",
        "502,TRANSIENT",
        "503,TRANSIENT",
        "504,TRANSIENT",
        "599,TRANSIENT",
        "0,AMBIGUOUS",
        "101,AMBIGUOUS",
        "999,AMBIGUOUS"
    })
    void classesTheStatusesOfAWebhook_F13(int status, StatusClass expected) {
        assertThat(StatusClass.ofWebhook(status)).isEqualTo(expected);
    }

    @Test
    void classesEveryOtherStatusByItsHundred_F13() {
        assertThat(IntStream.rangeClosed(0, 999).filter(status -> !SAID_SINGLY.contains(status)))
                .allSatisfy(status -> assertThat(StatusClass.ofWebhook(status))
                        .isEqualTo(
                                switch (status / 100) {
                                    case 2 -> StatusClass.ACCEPTED;
                                    case 3 -> StatusClass.SHORT;
                                    case 4 -> StatusClass.PERMANENT;
                                    case 5 -> StatusClass.TRANSIENT;
                                    default -> StatusClass.AMBIGUOUS;
                                }));
    }

    @Test
    void carriesTheWaitThatTheServiceAskedFor() {
        SendResult result = StatusClass.TRANSIENT.result(reply(503, true));

        assertThat(result).isInstanceOfSatisfying(TryLater.class, later -> {
            assertThat(later.kind()).isEqualTo(TryLater.Kind.TRANSIENT);
            assertThat(later.code()).isEqualTo("HTTP_503");
            assertThat(later.retryAfter()).contains(Duration.ofSeconds(7));
        });
    }

    @Test
    void tellsAChannelThatIsGoneFromARefusedDelivery() {
        assertThat(StatusClass.GONE.result(reply(410, true)))
                .isInstanceOfSatisfying(
                        Rejected.class, gone -> assertThat(gone.scope()).isEqualTo(Rejected.Scope.CHANNEL));
        assertThat(StatusClass.PERMANENT.result(reply(400, true)))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.scope()).isEqualTo(Rejected.Scope.DELIVERY));
    }

    @Test
    void notesABodyThatBrokeOffAfterASuccess_F5() {
        assertThat(StatusClass.ACCEPTED.result(reply(200, false)))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.detail()).contains("not read to the end"));
    }

    @Test
    void aReplyIsClassedByTheTableOfItsNotifier() {
        HttpOutcome outcome = reply(404, true);

        assertThat(outcome.result(StatusClass::ofWebhook))
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.kind()).isEqualTo(TryLater.Kind.SHORT));
        assertThat(outcome.result(status -> StatusClass.PERMANENT)).isInstanceOf(Rejected.class);
    }

    @Test
    void whatGotNoAnswerIsClassedWithoutATable() {
        HttpOutcome outcome = new HttpFailure(HttpFailure.Kind.AMBIGUOUS, "CONNECTION_RESET", "reset", Exchange.none());

        SendResult result = outcome.result(status -> {
            throw new AssertionError("there was no status: " + status);
        });

        assertThat(result)
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.kind()).isEqualTo(TryLater.Kind.AMBIGUOUS));
    }

    private static HttpReply reply(int status, boolean complete) {
        return new HttpReply(status, Map.of(), "", complete, Duration.ofSeconds(7), Exchange.none());
    }
}
