// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripbell.message.Message;
import io.tripbell.message.Origin;
import io.tripbell.message.Texts;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as a CloudEvent 1.0 whose data is {@code tripbell.message/1}. The event's id is the delivery's, so source and
 * id together are the same at each retry. Sources: the specification 1.0.2 and its HTTP protocol binding.
 */
final class CloudEvent implements Format {
    private static final String SCHEMA = "urn:tripbell:message:1";
    private static final int LONGEST_SUBJECT = 200;
    private static final String HEX = "0123456789ABCDEF";

    private final boolean binary;
    private final @Nullable String source;

    private CloudEvent(boolean binary, @Nullable String source) {
        this.binary = binary;
        this.source = source;
    }

    /**
     * Attributes and data in one JSON document.
     *
     * @param source null for one made of the automation's id
     */
    static CloudEvent structured(@Nullable String source) {
        return new CloudEvent(false, source);
    }

    /**
     * Attributes in headers.
     *
     * @param source null for one made of the automation's id
     */
    static CloudEvent binary(@Nullable String source) {
        return new CloudEvent(true, source);
    }

    @Override
    public Content of(Message message, String deliveryId) {
        Map<String, String> attributes = attributes(message, deliveryId);
        return binary ? inHeaders(message, deliveryId, attributes) : inDocument(message, deliveryId, attributes);
    }

    private static Content inDocument(Message message, String deliveryId, Map<String, String> attributes) {
        String type = "application/cloudevents+json; charset=utf-8";
        return MessageFormat.fitting(message, deliveryId, type, Map.of(), (json, data) -> {
            json.writeStartObject();
            for (Map.Entry<String, String> attribute : attributes.entrySet())
                json.writeStringField(attribute.getKey(), attribute.getValue());
            json.writeStringField("datacontenttype", "application/json");
            json.writeFieldName("data");
            data.write(json);
            json.writeEndObject();
        });
    }

    private static Content inHeaders(Message message, String deliveryId, Map<String, String> attributes) {
        Map<String, String> headers = new LinkedHashMap<>();
        attributes.forEach((name, value) -> headers.put("ce-" + name, percentEncoded(value)));
        return MessageFormat.fitting(message, deliveryId, Content.JSON, headers, (json, data) -> data.write(json));
    }

    private Map<String, String> attributes(Message message, String deliveryId) {
        Origin origin = message.origin();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", deliveryId);
        attributes.put(
                "source",
                source != null
                        ? source
                        : "urn:tripbell:automation:"
                                + URLEncoder.encode(origin.automationId(), UTF_8)
                                        .replace("+", "%20"));
        attributes.put("type", "io.tripbell.message." + message.state().word());
        attributes.put("time", origin.at().toString());
        String subject = subject(origin);
        if (!subject.isEmpty()) attributes.put("subject", subject);
        attributes.put("dataschema", SCHEMA);
        // Names of extensions: lower-case letters and digits, at most 20.
        attributes.put("severity", message.severity().word());
        attributes.put("automationid", attributeText(origin.automationId()));
        attributes.put("firingid", origin.firingId());
        return attributes;
    }

    /** What the firing is about, else what its event happened to. */
    private static String subject(Origin origin) {
        String about = origin.event().map(event -> event.resource().id()).orElse("");
        return Texts.cut(attributeText(origin.key().isEmpty() ? about : origin.key()), LONGEST_SUBJECT);
    }

    /** The text without what the type String of CloudEvents excludes: control characters, noncharacters, lone surrogates. */
    private static String attributeText(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isExcluded(c) ? 0xFFFD : c).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isExcluded(int codePoint) {
        boolean noncharacter = (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
        return noncharacter
                || Character.isISOControl(codePoint)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    /** As the HTTP binding asks for header values: blanks, quotation marks, percent signs and all but printable ASCII. */
    static String percentEncoded(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte b : Json.utf8(value)) {
            boolean plain = b > ' ' && b < 0x7F && b != '"' && b != '%';
            if (plain) encoded.append((char) b);
            else encoded.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
        }
        return encoded.toString();
    }
}
