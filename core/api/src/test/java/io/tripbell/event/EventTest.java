// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.event.InvalidEventException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");

    @Test
    void cannotBeRecognisedWhenTheHostGaveNoIdR1() {
        Event one = event().build();
        Event other = event().build();

        assertThat(one.deduplicable()).isFalse();
        assertThat(one.id()).isNotBlank().isNotEqualTo(other.id());
        assertThat(event().id("mine").build().deduplicable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000b", "\uD800"})
    void refusesAnIdThatIsNotPrintable(String id) {
        assertThatThrownBy(() -> event().id(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id must be 1 to 200");
    }

    @Test
    void takesAnIdOf200CharactersAndNotOneMore() {
        assertThat(event().id("x".repeat(200)).build().id()).hasSize(200);
        assertThatThrownBy(() -> event().id("x".repeat(201))).hasMessageContaining("got 201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Flow", "a..b", ".a", "a.", "a b", "a_b"})
    void refusesATypeThatIsNotDottedLowerCase(String type) {
        assertThatThrownBy(() -> Event.builder(type)).hasMessageContaining("type must be dotted lower-case words");
    }

    @Test
    void takesAnIdOfPrintableCharactersOfEveryPlane() {
        assertThat(Event.builder("dataset.updated").id("job \uD83D\uDE80 1")).isNotNull();
        for (String id : List.of("job \uD83D", "job \uDE80\uD83D", "job\u0007", " "))
            assertThatThrownBy(() -> Event.builder("dataset.updated").id(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("id must be 1 to 200 printable characters");
    }

    @Test
    void countsTheLastOfTwoLabelsOfOneName() {
        Event event = Event.builder("dataset.updated")
                .occurredAt(Instant.EPOCH)
                .resource("dataset/1", "tier", "gold", "owner", "ann", "tier", "silver")
                .build();

        assertThat(event.resource().labels()).containsExactly(Map.entry("tier", "silver"), Map.entry("owner", "ann"));
    }

    @Test
    void keepsOneOfTwoLabelsWhoseNamesAreEqualOnceTheyAreClean() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("a\u0000", "first");
        labels.put("a\uFFFD", "second");

        assertThat(new Resource("r", labels).labels()).isEqualTo(Map.of("a\uFFFD", "second"));
    }

    @Test
    void keepsMicrosecondsAsTheStoresDo() {
        assertThat(event().build().occurredAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
    }

    @Test
    void cannotBeChangedThroughWhatItWasBuiltFrom() {
        Map<String, Object> inner = new HashMap<>(Map.of("a", 1));
        Event event = event().payload("inner", inner).build();

        inner.put("a", 2);

        assertThat(event.payload()).containsEntry("inner", Map.of("a", 1L));
        assertThatThrownBy(() -> event.payload().put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void bringsNumbersToFewForms() {
        Event event = event().payload("int", 1)
                .payload("big", new BigInteger("9223372036854775808"))
                .payload("small", BigInteger.TEN)
                .payload("decimal", new BigDecimal("1e400"))
                .payload("float", 0.1f)
                .payload("nan", Double.NaN)
                .payload("infinity", Float.NEGATIVE_INFINITY)
                .payload("zero", -0.0)
                .build();

        assertThat(event.payload())
                .containsEntry("int", 1L)
                .containsEntry("big", new BigInteger("9223372036854775808"))
                .containsEntry("small", 10L)
                .containsEntry("decimal", new BigDecimal("1e400"))
                .containsEntry("float", 0.1)
                .containsEntry("nan", "NaN")
                .containsEntry("infinity", "-Infinity")
                .containsEntry("zero", 0.0);
    }

    @Test
    void writesTimesIdsAndConstantsAsText() {
        Event event = event().payload("at", Instant.EPOCH)
                .payload("for", Duration.ofMinutes(1))
                .payload("code", Code.EVENT_INVALID)
                .build();

        assertThat(event.payload())
                .containsEntry("at", "1970-01-01T00:00:00Z")
                .containsEntry("for", "PT1M")
                .containsEntry("code", "EVENT_INVALID");
    }

    @Test
    void replacesWhatNoStoreCanHoldF63() {
        Event event = event().resource("r\u0000", "l", "a\uD83Db")
                .payload("text", "\uDE00 ok \uD83D\uDE00")
                .build();

        assertThat(event.resource().id()).isEqualTo("r\uFFFD");
        assertThat(event.label("l")).contains("a\uFFFDb");
        assertThat(event.payload()).containsEntry("text", "\uFFFD ok \uD83D\uDE00");
    }

    @Test
    void refusesACyclicPayloadF63() {
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("self", cyclic);

        assertThatThrownBy(() -> event().payload("p", cyclic).build())
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("EVENT_INVALID: deeper than 64 levels, or cyclic");
    }

    @Test
    void refusesAPayloadThatThrowsF63() {
        Map<String, Object> hostile = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new IllegalStateException("secret-token");
            }
        };

        assertThatThrownBy(() -> event().payload("p", hostile).build())
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("EVENT_INVALID: the payload threw java.lang.IllegalStateException while it was read");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void refusesAPayloadThatFailsWithAnErrorF63(Error error) {
        Map<String, Object> hostile = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw error;
            }
        };

        assertThatThrownBy(() -> event().payload("p", hostile).build())
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(
                        "EVENT_INVALID: the payload threw " + error.getClass().getName() + " while it was read");
    }

    static Stream<Error> errors() {
        return Stream.of(new StackOverflowError(), new NoClassDefFoundError("x"), new AssertionError("x"));
    }

    @Test
    void refusesWhatIsNoDataAndNamesThePlace() {
        assertThatThrownBy(() ->
                        event().payload("p", List.of(1, new StringBuilder("x"))).build())
                .hasMessage("EVENT_INVALID: the value at /payload/p/1 is a java.lang.StringBuilder;"
                        + " give text, numbers, booleans, null, lists or maps");
    }

    @Test
    void refusesATooLargePayload() {
        assertThatThrownBy(() ->
                        event().payload("p", "x".repeat(256 * 1024 + 1)).build())
                .hasMessageStartingWith("EVENT_TOO_LARGE: more than 262144 characters");
        assertThatThrownBy(() ->
                        event().payload("p", Collections.nCopies(2_001, 1)).build())
                .hasMessageStartingWith("EVENT_TOO_LARGE: more than 2000 entries");
        assertThatThrownBy(
                        () -> event().resource("r", "l", "x".repeat(256 * 1024)).build())
                .hasMessageStartingWith("EVENT_TOO_LARGE");
    }

    @Test
    void refusesANumberOfAMillionDigits() {
        assertThatThrownBy(() ->
                        event().payload("p", new BigInteger("9".repeat(5_000))).build())
                .hasMessageContaining("/payload/p has more than 1000 digits");
        assertThatThrownBy(() ->
                        event().payload("p", new BigDecimal("1e999999999")).build())
                .hasMessageContaining("/payload/p has more than 1000 digits");
    }

    @Test
    void showsNoPayloadInItsText() {
        assertThat(event().id("e").payload("password", "hunter2").build().toString())
                .doesNotContain("hunter2")
                .contains("thing", "e");
    }

    @Test
    void isReadBackEqualFromItsBytes() {
        Map<String, Object> nested = new HashMap<>();
        nested.put("null", null);
        nested.put("list", new ArrayList<>(Arrays.asList(1, "two", true, null, 2.5, new BigDecimal("1.10"))));
        Event event = event().id("e-1")
                .related("tag", "prod", "k", "v")
                .payload("nested", nested)
                .payload("big", new BigInteger("123456789012345678901234567890"))
                .follows("e-0")
                .hops(3)
                .build();

        assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
        Event anonymous = event().build();
        assertThat(EventCodec.decode(EventCodec.encode(anonymous))).isEqualTo(anonymous);
    }

    @Test
    void isNotReadFromDamagedBytes() {
        byte[] bytes = EventCodec.encode(event().payload("a", List.of(1, 2, 3)).build());

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EventCodec.decode(cut)).isInstanceOf(RuntimeException.class);
        }
    }

    private static Event.Builder event() {
        return Event.builder("thing.happened").occurredAt(NOW).resource("thing/1", "l", "v");
    }
}
