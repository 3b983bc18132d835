// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The compact binary form of an event for stores: a version byte, then the parts in order. What is read equals what was written. */
public final class EventCodec {
    private static final int VERSION = 1;

    private EventCodec() {}

    public static byte[] encode(Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            text(out, event.id());
            out.writeBoolean(event.deduplicable());
            text(out, event.type());
            out.writeLong(event.occurredAt().getEpochSecond());
            out.writeInt(event.occurredAt().getNano());
            text(out, event.resource().id());
            value(out, event.resource().labels());
            out.writeInt(event.related().size());
            for (RelatedResource other : event.related()) {
                text(out, other.role());
                text(out, other.id());
                value(out, other.labels());
            }
            value(out, event.payload());
            value(out, event.follows().orElse(null));
            out.writeInt(event.hops());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalStateException when the bytes are not an event, or of a newer version
     */
    public static Event decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            int version = in.readByte();
            if (version != VERSION)
                throw new IllegalStateException("event of form " + version + "; this version reads " + VERSION);
            String id = text(in);
            boolean deduplicable = in.readBoolean();
            Event.Builder builder = Event.builder(text(in)).restoredId(id, deduplicable);
            builder.occurredAt(Instant.ofEpochSecond(in.readLong(), in.readInt()));
            builder.resource(new Resource(text(in), labels(in)));
            int related = in.readInt();
            for (int i = 0; i < related; i++) builder.related(new RelatedResource(text(in), text(in), labels(in)));
            map(value(in, 0)).forEach(builder::payload);
            Object follows = value(in, 0);
            if (follows != null) builder.follows((String) follows);
            return builder.hops(in.readInt()).build();
        } catch (IOException | ClassCastException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("the bytes are not a whole event", e);
        }
    }

    private static void value(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) out.writeByte('n');
        else if (value instanceof String text) {
            out.writeByte('s');
            text(out, text);
        } else if (value instanceof Boolean flag) out.writeByte(flag ? 't' : 'f');
        else if (value instanceof Long number) {
            out.writeByte('l');
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte('d');
            out.writeDouble(number);
        } else if (value instanceof BigInteger || value instanceof BigDecimal) {
            out.writeByte(value instanceof BigInteger ? 'i' : 'b');
            text(out, value.toString());
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte('m');
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text(out, (String) entry.getKey());
                value(out, entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            out.writeByte('a');
            out.writeInt(list.size());
            for (Object element : list) value(out, element);
        } else
            throw new IllegalStateException("no form for a " + value.getClass().getName());
    }

    private static @Nullable Object value(DataInputStream in, int depth) throws IOException {
        // Damaged bytes must not exhaust the stack.
        if (depth > PayloadSnapshot.DEEPEST) throw new IOException("nested too deeply");
        int kind = in.readByte();
        return switch (kind) {
            case 'n' -> null;
            case 's' -> text(in);
            case 't' -> true;
            case 'f' -> false;
            case 'l' -> in.readLong();
            case 'd' -> in.readDouble();
            case 'i' -> new BigInteger(text(in));
            case 'b' -> new BigDecimal(text(in));
            case 'm' -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int left = in.readInt(); left > 0; left--) map.put(text(in), value(in, depth + 1));
                yield map;
            }
            case 'a' -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) list.add(value(in, depth + 1));
                yield list;
            }
            default -> throw new IllegalStateException("the bytes are not a whole event: kind " + kind);
        };
    }

    private static Map<String, String> labels(DataInputStream in) throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        map(value(in, 0)).forEach((name, value) -> {
            if (value == null) throw new IllegalStateException("the bytes are not a whole event: a label is null");
            labels.put(name, (String) value);
        });
        return labels;
    }

    @SuppressWarnings("unchecked") // maps are written with text keys only
    private static Map<String, Object> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) return (Map<String, Object>) map;
        throw new IllegalStateException("the bytes are not a whole event: no map");
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] utf8 = in.readNBytes(Math.max(0, length));
        if (utf8.length != length) throw new IOException("ends within a text");
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
