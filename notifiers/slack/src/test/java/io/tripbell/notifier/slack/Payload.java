// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.common.Json;
import io.tripbell.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request's body read back by another JSON library than the one that wrote it. */
final class Payload {
    private final Map<String, Object> json;

    private Payload(Map<String, Object> json) {
        this.json = json;
    }

    @SuppressWarnings("unchecked") // a JSON object is a map by names
    static Payload of(String json) {
        return new Payload(Json.read(json, Map.class));
    }

    static Payload of(Message message) {
        return of(message, Optional.empty());
    }

    static Payload of(Message message, Optional<Mention> mention) {
        return of(new String(new SlackJson(mention).body(message, Map.of()), UTF_8));
    }

    String text() {
        return (String) json.get("text");
    }

    Object get(String name) {
        return json.get(name);
    }

    boolean has(String name) {
        return json.containsKey(name);
    }

    @SuppressWarnings("unchecked") // as Slack lays it out
    List<Map<String, Object>> blocks() {
        return (List<Map<String, Object>>) json.get("blocks");
    }

    List<Map<String, Object>> blocks(String type) {
        return blocks().stream().filter(block -> block.get("type").equals(type)).toList();
    }

    String header() {
        return (String) texts(blocks("header")).get(0).get("text");
    }

    /** The text objects of the mark-up kind, all that Slack reads as such, the text beside the blocks included. */
    List<String> markup() {
        List<String> found = new ArrayList<>(textsOfType("mrkdwn"));
        found.add(text());
        return found;
    }

    List<String> plain() {
        return textsOfType("plain_text");
    }

    private List<String> textsOfType(String type) {
        return texts(blocks()).stream()
                .filter(object -> object.get("type").equals(type))
                .map(object -> (String) object.get("text"))
                .toList();
    }

    /** Every text object, however deep. */
    List<Map<String, Object>> texts() {
        return texts(blocks());
    }

    @SuppressWarnings("unchecked") // as Slack lays it out
    private static List<Map<String, Object>> texts(Object node) {
        List<Map<String, Object>> found = new ArrayList<>();
        if (node instanceof List<?> list) list.forEach(each -> found.addAll(texts(each)));
        if (!(node instanceof Map<?, ?> map)) return found;
        Object type = map.get("type");
        if ("mrkdwn".equals(type) || "plain_text".equals(type)) found.add((Map<String, Object>) map);
        map.values().forEach(each -> found.addAll(texts(each)));
        return found;
    }
}
