// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.notifier.webhook.Messages.DELIVERY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripbell.message.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnBodyTest {

    @Test
    void sendsTheFilledTemplateAsItIs() {
        Content content = new OwnBody(Content.JSON).of(filled("{ \"flow\" : \"\\u00e9\" }"), DELIVERY);

        assertThat(content.type()).isEqualTo("application/json; charset=utf-8");
        assertThat(content.body()).isEqualTo("{ \"flow\" : \"\\u00e9\" }".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1, 2]", "\"text\"", "7", "true", "null", " {\"a\": {\"b\": []}} \n"})
    void takesAnyOneJsonValue(String body) {
        assertThat(new OwnBody(Content.JSON).of(filled(body), DELIVERY).body()).isEqualTo(body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{\"a\": }",
                "{\"a\": secret-run}",
                "{} {}",
                "{\"a\": 1",
                "{'a': 1}",
                "[1,]",
                "{\"a\": \"b\nc\"}"
            })
    void sendsTheWholeMessageAndSaysWhereWhenItIsNotOneJsonValue(String body) {
        Content content = new OwnBody(Content.JSON).of(filled(body), DELIVERY);

        assertThat((String) JsonTree.object(content.body()).get("text"))
                .containsPattern(
                        "template failed: the filled body is not one JSON value from line \\d+, column \\d+ on; "
                                + "put placeholders inside quotation marks, or set another contentType");
    }

    @Test
    void sendsTheWholeMessageInPlaceOfNestingWithoutEnd() {
        Content content = new OwnBody(Content.JSON).of(filled("[".repeat(100_000)), DELIVERY);

        assertThat((String) JsonTree.object(content.body()).get("text")).contains("template failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/JSON;charset=utf-8", "application/vnd.acme+json", "text/json"})
    void knowsJsonTypes(String type) {
        Content content = new OwnBody(type).of(filled("no json"), DELIVERY);

        assertThat((String) JsonTree.object(content.body()).get("text")).contains("template failed");
    }

    @Test
    void leavesOtherTypesAlone() {
        Content content = new OwnBody("text/plain; charset=utf-8").of(filled("no json"), DELIVERY);

        assertThat(content.type()).isEqualTo("text/plain; charset=utf-8");
        assertThat(content.body()).isEqualTo("no json".getBytes(UTF_8));
    }

    @Test
    void refusesABodyOverTheBound() {
        String body = "\"" + "x".repeat(Content.LARGEST) + "\"";

        assertThatExceptionOfType(UnsendableException.class)
                .isThrownBy(() -> new OwnBody(Content.JSON).of(filled(body), DELIVERY))
                .matches(e -> e.code().equals("BODY_TOO_LARGE"));
    }

    @Test
    void aMessageWhoseTemplateFailedIsSentWhole() {
        Content content = new OwnBody("text/plain").of(Messages.failed(), DELIVERY);

        assertThat(content.type()).isEqualTo("application/json; charset=utf-8");
        assertThat(content.body())
                .isEqualTo(new MessageFormat().of(Messages.failed(), DELIVERY).body());
    }

    private static Message filled(String body) {
        return Messages.failed().withRendered(Map.of("body", body));
    }
}
