// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import io.tripbell.delivery.OnAmbiguous;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.Quota;
import io.tripbell.delivery.RetryPolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is configured: a type of notifier and the values of its fields. The typed forms ({@code Slack.webhook(...)})
 * extend it and only fill fields, so that both forms are checked alike. Not thread-safe; the engine copies it.
 *
 * @param <C> the typed form itself, for chaining
 */
public abstract class NotifierConfig<C extends NotifierConfig<C>> {
    private final String type;
    private final @Nullable NotifierProvider provider;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private @Nullable RetryPolicy retry;
    private @Nullable Pacing pacing;
    private @Nullable OnAmbiguous onAmbiguous;
    private @Nullable Quota perAutomation;
    private boolean plainTextAllowed;
    private boolean publicAddressesOnly;
    private boolean superseding;

    /** A typed form, which carries its provider: no look-up is needed. */
    protected NotifierConfig(NotifierProvider provider) {
        this.type = provider.descriptor().type();
        this.provider = provider;
    }

    private NotifierConfig(String type) {
        this.type = type;
        this.provider = null;
    }

    /**
     * The generic form: the provider is found through {@code ServiceLoader} by its type.
     *
     * @param values by field name; a secret is a {@link io.tripbell.secret.Secret} or a map {@code {"secret": NAME}}
     */
    public static Generic of(String type, Map<String, ?> values) {
        Generic config = new Generic(type);
        values.forEach(config::set);
        return config;
    }

    /** The type of notifier. */
    public final String type() {
        return type;
    }

    /** The provider that a typed form carries; empty for the generic form. */
    public final Optional<NotifierProvider> provider() {
        return Optional.ofNullable(provider);
    }

    /** The values given so far, by field name. */
    public final Map<String, Object> values() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** When a message that was not taken is tried again; default: the service's own schedule. */
    public final C retry(RetryPolicy policy) {
        this.retry = policy;
        return self();
    }

    /** How fast the service is spoken to; default: the service's own limits. */
    public final C pacing(Pacing limits) {
        this.pacing = limits;
        return self();
    }

    /** What follows a try of which nobody knows whether the service acted on it; default: as the retry policy says. */
    public final C onAmbiguous(OnAmbiguous choice) {
        this.onAmbiguous = choice;
        return self();
    }

    /**
     * How many messages an automation may send by channels of this type; what is beyond is suppressed, and told once. Default:
     * 60 within an hour for text messages, which cost, and any number elsewhere.
     */
    public final C perAutomation(Quota quota) {
        this.perAutomation = quota;
        return self();
    }

    /** Allows plain {@code http://} for this channel; TLS, where it is used, is verified all the same. */
    public final C allowHttp() {
        this.plainTextAllowed = true;
        return self();
    }

    /**
     * For a channel whose addresses users wrote: it may connect to public addresses and ports 443, 465 and 587 only (80 too
     * with {@link #allowHttp}), and to what the engine's {@code egressAllow} names. Default: what host code configures may
     * lead anywhere but to a cloud's metadata and link-local addresses.
     */
    public final C publicAddressesOnly() {
        this.publicAddressesOnly = true;
        return self();
    }

    /**
     * A message that has not arrived when its incident ends is not sent any more; the end is. Default: only where the service
     * keeps incidents, which would come back to life.
     */
    public final C supersede() {
        this.superseding = true;
        return self();
    }

    /** Whether {@link #supersede()} was asked for. */
    public final boolean isSuperseding() {
        return superseding;
    }

    /** The retry policy in force for a descriptor's default. */
    public final RetryPolicy retryOr(RetryPolicy ofService) {
        RetryPolicy chosen = retry == null ? ofService : retry;
        return onAmbiguous == null ? chosen : chosen.onAmbiguous(onAmbiguous);
    }

    /** The pacing in force for a descriptor's default. */
    public final Pacing pacingOr(Pacing ofService) {
        return pacing == null ? ofService : pacing;
    }

    /** The quota of an automation in force for a descriptor's default; empty for any number. */
    public final Optional<Quota> perAutomationOr(Optional<Quota> ofService) {
        return perAutomation == null ? ofService : Optional.of(perAutomation);
    }

    /** Whether plain {@code http://} was allowed. */
    public final boolean plainTextAllowed() {
        return plainTextAllowed;
    }

    /** Whether the channel is held to public addresses. */
    public final boolean isPublicAddressesOnly() {
        return publicAddressesOnly;
    }

    /** Sets a field's value; a null takes it back. */
    protected final C set(String field, @Nullable Object value) {
        if (value == null) values.remove(field);
        else values.put(field, value);
        return self();
    }

    @SuppressWarnings("unchecked") // C is the subclass itself, by the contract of the type parameter
    private C self() {
        return (C) this;
    }

    /** Type and field names; no values. */
    @Override
    public final String toString() {
        return type + values.keySet();
    }

    /** The generic form. */
    public static final class Generic extends NotifierConfig<Generic> {
        private Generic(String type) {
            super(type);
        }
    }
}
