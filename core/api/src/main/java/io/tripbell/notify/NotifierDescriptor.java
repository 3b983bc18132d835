// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.Quota;
import io.tripbell.delivery.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the engine, a form or a document needs to know of a type of notifier. Immutable.
 *
 * @param type the word that names it in data, such as {@code slack}; lower case, digits and hyphens
 * @param title what people call the service
 * @param fields its configuration, in the order of a form
 * @param limits what the service allows
 * @param lifeCycle what the service makes of an incident's end
 * @param retry when a message that was not taken is tried again
 * @param pacing how fast one destination is spoken to
 * @param attemptTimeout the longest that one try takes; default 30 s
 * @param ordered whether messages of one incident must arrive in order, the later never before the earlier
 * @param perAutomationOrNull how many messages an automation may send by this type, as each costs; null for any number
 */
public record NotifierDescriptor(
        String type,
        String title,
        List<Field> fields,
        List<Limit> limits,
        LifeCycle lifeCycle,
        RetryPolicy retry,
        Pacing pacing,
        Duration attemptTimeout,
        boolean ordered,
        @Nullable Quota perAutomationOrNull) {

    public NotifierDescriptor {
        if (!type.matches("[a-z][a-z0-9-]{0,49}"))
            throw new IllegalArgumentException("a notifier's type is a lower-case word: '" + type + "'");
        fields = List.copyOf(fields);
        limits = List.copyOf(limits);
        long names = fields.stream().map(Field::name).distinct().count();
        if (names != fields.size()) throw new IllegalArgumentException("two fields of one name: " + fields);
        Objects.requireNonNull(lifeCycle, "lifeCycle");
        Objects.requireNonNull(retry, "retry");
        Objects.requireNonNull(pacing, "pacing");
    }

    /** How many messages an automation may send by this type, as each costs; empty for any number. */
    public Optional<Quota> perAutomation() {
        return Optional.ofNullable(perAutomationOrNull);
    }

    /** Begins a descriptor with the schedule of a generic webhook, 20 messages a second and no life cycle. */
    public static Builder of(String type, String title) {
        return new Builder(type, title);
    }

    /** Builds a {@link NotifierDescriptor}. Not thread-safe. */
    public static final class Builder {
        private static final RetryPolicy WEBHOOK_SCHEDULE =
                RetryPolicy.until(Duration.ofDays(3), "5s", "30s", "2m", "10m", "30m", "2h", "5h", "10h");

        private final String type;
        private final String title;
        private final List<Field> fields = new ArrayList<>();
        private final List<Limit> limits = new ArrayList<>();
        private LifeCycle lifeCycle = LifeCycle.NONE;
        private RetryPolicy retry = WEBHOOK_SCHEDULE;
        private Pacing pacing = Pacing.perSecond(20);
        private Duration attemptTimeout = Duration.ofSeconds(30);
        private boolean ordered;
        private @Nullable Quota perAutomation;

        private Builder(String type, String title) {
            this.type = type;
            this.title = title;
        }

        /** Adds a field of the configuration. */
        public Builder field(Field field) {
            fields.add(field);
            return this;
        }

        /** Adds a limit of the service, with its unit and the page that states it. */
        public Builder limit(String name, int value, String unit, String source) {
            limits.add(new Limit(name, value, unit, source));
            return this;
        }

        /** Whether the service keeps incidents of its own; default {@code NONE}. */
        public Builder lifeCycle(LifeCycle lifeCycle) {
            this.lifeCycle = lifeCycle;
            return this;
        }

        /** When a message that was not taken is tried again; default: as for webhooks, for 3 days. */
        public Builder retry(RetryPolicy retry) {
            this.retry = retry;
            return this;
        }

        /** How fast one destination is spoken to; default 20 a second. */
        public Builder pacing(Pacing pacing) {
            this.pacing = pacing;
            return this;
        }

        /**
         * The longest that one try takes; default 30 s.
         *
         * @param longest positive, at most a day
         */
        public Builder attemptTimeout(Duration longest) {
            if (longest.isNegative() || longest.isZero() || longest.compareTo(Duration.ofDays(1)) > 0)
                throw new IllegalArgumentException("attemptTimeout must be positive and at most a day: " + longest);
            this.attemptTimeout = longest;
            return this;
        }

        /** Messages of one incident arrive in order. */
        public Builder ordered() {
            this.ordered = true;
            return this;
        }

        /** Each message costs: an automation may send so many; what is beyond is suppressed, and told. Default: any number. */
        public Builder perAutomation(Quota quota) {
            this.perAutomation = quota;
            return this;
        }

        /** The descriptor. */
        public NotifierDescriptor build() {
            return new NotifierDescriptor(
                    type, title, fields, limits, lifeCycle, retry, pacing, attemptTimeout, ordered, perAutomation);
        }
    }
}
