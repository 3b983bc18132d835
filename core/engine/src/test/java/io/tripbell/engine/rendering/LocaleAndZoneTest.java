// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.rendering.Samples.ANY_RUN;
import static io.tripbell.engine.rendering.Samples.AT;
import static io.tripbell.engine.rendering.Samples.automation;
import static io.tripbell.engine.rendering.Samples.dataset;
import static io.tripbell.engine.rendering.Samples.entered;
import static io.tripbell.engine.rendering.Samples.failed;
import static io.tripbell.engine.rendering.Samples.fired;
import static io.tripbell.engine.rendering.Samples.message;
import static io.tripbell.engine.rendering.Samples.renderer;
import static io.tripbell.engine.rendering.Samples.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.message.Message;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import io.tripbell.trigger.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleAndZoneTest {

    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-11-21 02:00:03 UTC",
        "Z, 2026-11-21 02:00:03 UTC",
        "Etc/UTC, 2026-11-21 02:00:03 UTC",
        "Europe/Berlin, 2026-11-21 03:00:03 Europe/Berlin",
        "America/New_York, 2026-11-20 21:00:03 America/New_York",
        "+05:30, 2026-11-21 07:30:03 +05:30",
    })
    void showsTimesInTheHostsZoneAndNamesIt(String zone, String shown) {
        Renderer renderer = new Renderer(RenderingSettings.defaults().zone(ZoneId.of(zone)));
        Automation automation = automation(ANY_RUN, send("ops").saying("{{at}}|{{#local}}{{payload.t}}{{/local}}"));

        Message message = message(
                renderer,
                automation,
                fired(automation, entered("failed").payload("t", AT).build()));

        assertThat(message.text()).isEqualTo(shown + "|" + shown);
        assertThat(message.facts()).anySatisfy(fact -> {
            assertThat(fact.name()).isEqualTo("When");
            assertThat(fact.value()).isEqualTo(shown);
        });
    }

    @Test
    void offersTheFormsOfAnInstant() {
        Renderer berlin = new Renderer(RenderingSettings.defaults().zone(ZoneId.of("Europe/Berlin")));

        assertThat(said(berlin, "{{at.local}}|{{at.utc}}|{{at.date}}|{{at.time}}|{{at.iso}}", failed()))
                .isEqualTo("2026-11-21 03:00:03 Europe/Berlin|2026-11-21 02:00:03 UTC|2026-11-21|03:00:03|"
                        + "2026-11-21T02:00:03Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist", "de-DE"})
    @ResourceLock(Resources.LOCALE)
    @ResourceLock(Resources.TIME_ZONE)
    void saysTheSameOnAnyMachine(String locale) {
        Locale before = Locale.getDefault();
        TimeZone zoneBefore = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));

            assertTheSame();
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zoneBefore);
        }
    }

    private static void assertTheSame() {
        Renderer renderer = new Renderer(RenderingSettings.defaults().runUrl("https://orch.example/{{run.name}}"));
        String template = "{{at.local}} {{#upper}}title i{{/upper}} {{#lower}}TITLE I{{/lower}} {{payload.n}}"
                + " {{#duration}}{{payload.d}}{{/duration}} {{run.url}} {{-index}}";
        Map<String, ?> payload = Map.of("n", 1234.5, "d", Duration.ofMinutes(12));

        assertThat(said(
                        renderer,
                        "{{at.local}} {{#upper}}title i{{/upper}} {{#lower}}TITLE I{{/lower}} {{run.url}}",
                        entered("TIMEDOUT").build()))
                .isEqualTo("2026-11-21 02:00:03 UTC TITLE I title i https://orch.example/nightly-7");
        assertThat(said(renderer, template.replace(" {{run.url}} {{-index}}", ""), dataset(payload)))
                .isEqualTo("2026-11-21 02:00:03 UTC TITLE I title i 1234.5 12 min");
        assertThat(message(automation(ANY_RUN, send("ops")), entered("TIMEDOUT").build())
                        .title())
                .isEqualTo("nightly-7 timed out");
        assertThat(Escaping.JSON_STRING.escape("\u0001")).isEqualTo("\\u0001");
        assertThat(Escaping.URL_PART.escape("\n")).isEqualTo("%0A");
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 02:00:00 UTC",
        "Asia/Kolkata, 07:30:00 Asia/Kolkata",
        "America/New_York, 21:00:00 America/New_York",
        "Pacific/Kiritimati, 16:00:00 Pacific/Kiritimati",
    })
    void showsTheInstantsOfExplanationsInTheZone(String zone, String shown) {
        Sentence sentence = Sentence.of("it began ")
                .then(Instant.parse("2026-11-21T02:00:00Z"))
                .then(", they say (")
                .then(Instant.parse("2026-11-21T02:00:00.123Z"))
                .then(").");

        assertThat(explained(zone, sentence)).isEqualTo("it began " + shown + ", they say (" + shown + ").");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T23:59:59Z, UTC, 2026-11-20 23:59:59 UTC",
        "2026-11-20T23:59:59Z, Europe/Berlin, 00:59:59 Europe/Berlin",
        "2026-11-21T05:00:00Z, America/New_York, 2026-11-21 00:00:00 America/New_York",
        "2025-11-21T02:00:03Z, UTC, 2025-11-21 02:00:03 UTC",
    })
    void showsTheDateOfAnInstantOnAnotherDayThanTheFiring(Instant instant, String zone, String shown) {
        assertThat(explained(zone, Sentence.of("since ").then(instant))).isEqualTo("since " + shown);
    }

    @Test
    void leavesNamesThatLookLikeAnInstantAsTheyAre() {
        String explanation = "run 2026-11-21T02:00:00Z is late";

        assertThat(explained("Asia/Kolkata", Sentence.of(explanation))).isEqualTo(explanation);
    }

    @Test
    void keepsTheDetailsOfAFiringThatNamesAnInstant() {
        Automation automation = automation(ANY_RUN, send("ops").saying("{{firing.details.rate}}"));
        Map<String, List<String>> details = Map.of("rate", List.of("60"));
        Firing firing = firing(automation, Sentence.of("since ").then(AT), details);

        assertThat(message(renderer(), automation, firing).text()).isEqualTo("60");
    }

    private static Firing firing(Automation automation, Sentence sentence, Map<String, List<String>> details) {
        FiringState state = FiringState.TRIGGERED;
        return new Firing("f-1", state, automation.id(), "k", "k", AT, List.of(failed()), 1, sentence, details);
    }

    private static String explained(String zone, Sentence sentence) {
        Renderer renderer = new Renderer(RenderingSettings.defaults().zone(ZoneId.of(zone)));
        Automation automation = automation(ANY_RUN, send("ops").saying("{{firing.explanation}}"));
        Message message = message(renderer, automation, firing(automation, sentence, Map.of()));
        assertThat(message.origin().explanation()).isEqualTo(message.text());
        return message.text();
    }
}
