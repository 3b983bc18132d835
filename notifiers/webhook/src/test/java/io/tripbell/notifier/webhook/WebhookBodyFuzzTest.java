// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.notifier.webhook.Messages.DELIVERY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;

/** A message of any texts, in each format. */
class WebhookBodyFuzzTest {

    @Fuzzed
    void everyFormatSaysTheSameAfterDecodingAndNoTextEndsAHeader(byte[] bytes) {
        Input input = new Input(bytes);
        String title = input.text();
        String key = input.text();
        String text = input.text();
        String name = input.text();
        String own = input.rest();
        Event event = Messages.run("failed", text).build();
        Message message = Message.builder(
                        MessageState.TRIGGERED,
                        title.isBlank() ? "t" : title,
                        key.isBlank() ? "k" : key,
                        Messages.origin(key.isBlank() ? "k" : key, event))
                .text(text)
                .fact(name.isBlank() ? "n" : name, text)
                .code(own)
                .build();

        Map<String, Object> plain =
                JsonTree.object(new MessageFormat().of(message, DELIVERY).body());
        Map<String, Object> cloud = JsonTree.object(
                CloudEvent.structured(null).of(message, DELIVERY).body());
        Content binary = CloudEvent.binary(null).of(message, DELIVERY);

        assertThat(plain).containsEntry("text", text).containsEntry("dedupKey", message.dedupKey());
        assertThat(plain.get("facts")).isEqualTo(facts(message));
        assertThat(cloud.get("data")).isEqualTo(plain);
        assertThat(JsonTree.object(binary.body())).isEqualTo(plain);
        assertThat(binary.headers().values()).allMatch(value -> value.matches("[!-~]+"));
        assertThat(URLDecoder.decode(binary.headers().get("ce-subject").replace("+", "%2B"), UTF_8))
                .isEqualTo(cloud.get("subject"));
        PrefectEvent prefect = new PrefectEvent();
        assertThat(JsonTree.object(prefect.of(message, DELIVERY).body())).containsKey("event");
        ownBodyIsOneJsonValue(message, own);
    }

    private static void ownBodyIsOneJsonValue(Message message, String own) {
        Content content = new OwnBody(Content.JSON).of(message.withRendered(Map.of(OwnBody.FIELD, own)), DELIVERY);

        if (Json.flaw(own).isEmpty()) assertThat(content.body()).isEqualTo(own.getBytes(UTF_8));
        else assertThat(JsonTree.object(content.body()).get("text").toString()).contains("template failed");
    }

    private static List<Map<String, Object>> facts(Message message) {
        return message.facts().stream()
                .map(fact -> Map.<String, Object>of("name", fact.name(), "value", fact.value()))
                .toList();
    }
}
