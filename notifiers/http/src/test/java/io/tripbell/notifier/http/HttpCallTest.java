// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.DefinitionException;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a request may hold, and what nobody sees of it (T28, T43). */
class HttpCallTest extends TransportBench {
    @Test
    void refusesAHeaderThatWouldAddAnotherAndShowsNoValue_T28() {
        HttpCall call = HttpCall.post(transport.endpoint("https://a.example/"));

        assertThatThrownBy(() -> call.header("Authorization", "Bearer canary\r\nX: y"))
                .hasMessageContaining("HEADER_INVALID")
                .hasMessageContaining("Authorization")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> call.header("Host", "x")).hasMessageContaining("set by the transport");
        assertThatThrownBy(() -> call.header("transfer-encoding", "x")).hasMessageContaining("HEADER_INVALID");
        assertThatThrownBy(() -> call.header("X Y", "x")).hasMessageContaining("HEADER_INVALID");
        assertThatThrownBy(() -> call.header("X", "\u00E9")).hasMessageContaining("printable ASCII");
        assertThat(call.header("Authorization", "canary")).hasToString("POST https://a.example/");
    }

    @Test
    void showsNothingThatThePeerEchoesOfItsSecrets_T43() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            String request = connection.readRequest();
            connection.answer(400, request + request.replace("Bearer ", ""));
        })) {
            Endpoint endpoint = transport
                    .endpoint(server.url("/services/T12345678/canary-path?sig=canary-query"))
                    .showing("/services/T12345678/***");
            HttpCall call = HttpCall.post(endpoint)
                    .header("Authorization", "Bearer canary-token")
                    .body("text/plain", "key=canary-body".getBytes(UTF_8))
                    .hiding("canary-body");

            HttpReply reply = (HttpReply) transport.send(call, attempt);

            assertThat(reply.exchange().reply())
                    .contains("POST ***", "Authorization: ***", "key=***")
                    .doesNotContain("canary");
            assertThat(reply.body()).contains("canary-body");
        }
    }

    @Test
    void readsTheAddressInAFieldAndNamesTheFieldWhenItIsNone() {
        NotifierDescriptor descriptor = NotifierDescriptor.of("probe", "Probe")
                .field(Field.required("hook", FieldKind.URL, "where to"))
                .build();
        NotifierSettings good = NotifierSettings.of(descriptor, Map.of("hook", "https://a.example/x"), "probe");
        NotifierSettings bad = NotifierSettings.of(descriptor, Map.of("hook", "https://canary@a.example/"), "probe");

        assertThat(transport.endpoint(good, "hook").origin()).isEqualTo("https://a.example");
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> transport.endpoint(bad, "hook"))
                .withMessage("channel 'ops': hook: URL_USER_INFO_NOT_ALLOWED: an address may name no user or password");
    }
}
