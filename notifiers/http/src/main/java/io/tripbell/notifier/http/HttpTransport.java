// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.notifier.http.Trace.Head;
import io.tripbell.notifier.http.Trace.Phase;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.EgressRoute;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.TrustedCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.net.ssl.X509TrustManager;

/**
 * Sends requests for one notifier. Each try is bounded in time and size, follows no redirect, keeps no cookie, uses the host's
 * egress proxy and none of the environment, and verifies TLS always. The host's name is resolved once a try, by the {@link NotifierContext}'s
 * egress, and only its answer is connected to. Thread-safe.
 */
public final class HttpTransport implements AutoCloseable {

    /**
     * The field of every HTTP notifier that lets a host with an authority of its own name it. What it names is trusted besides
     * the authorities of the JVM; there is no way to turn verification off.
     */
    public static final Field TRUSTED_CERTIFICATES = Field.optional(
            "trustedCertificates",
            FieldKind.TEXT,
            "path of a PEM file; its certificates are trusted besides those of the JVM");

    private final NotifierContext context;
    private final Timeouts timeouts;
    private final OkHttpWire wire;

    private HttpTransport(NotifierContext context, Timeouts timeouts, OkHttpWire wire) {
        this.context = context;
        this.timeouts = timeouts;
        this.wire = wire;
    }

    /**
     * A transport for one notifier. Opens no connection.
     *
     * @param settings the channel's; {@link #TRUSTED_CERTIFICATES} is read where the descriptor has it
     * @throws io.tripbell.definition.DefinitionException when the file of trusted certificates cannot be read
     */
    public static HttpTransport of(NotifierSettings settings, NotifierContext context) {
        return of(settings, context, Timeouts.within(context.attemptTimeout()), System::nanoTime);
    }

    /** As {@link #of(NotifierSettings, NotifierContext)} with time-outs, and a time for how long connections rest, of its own. */
    static HttpTransport of(
            NotifierSettings settings, NotifierContext context, Timeouts timeouts, LongSupplier nanoTime) {
        X509TrustManager trust = trust(settings, context.channel());
        try {
            return new HttpTransport(context, timeouts, new OkHttpWire(trust, timeouts, UserAgent.VALUE, nanoTime));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM offers no TLS", e);
        }
    }

    /**
     * Reads an address for this channel, strictly.
     *
     * @throws UrlRefusedException naming the rule and showing nothing of the text
     */
    public Endpoint endpoint(String url) {
        return Endpoint.parse(url, context.egress().plainTextAllowed());
    }

    /**
     * Reads the address in a required field of this channel's settings, strictly.
     *
     * @throws io.tripbell.definition.DefinitionException naming the field and the rule, and showing nothing of the text
     */
    public Endpoint endpoint(NotifierSettings settings, String field) {
        try {
            return endpoint(settings.requiredText(field));
        } catch (UrlRefusedException e) {
            Problem problem = new Problem(field, "", e.code() + ": " + e.getMessage());
            throw new DefinitionException("channel '" + context.channel() + "'", List.of(problem));
        }
    }

    /**
     * Sends a request once and says what came back. A second connection is made only where the first was kept from an earlier
     * request and proved dead before any byte of an answer.
     *
     * @param attempt its {@link Attempt#begin} is called just before the first byte of the request leaves; what that throws
     *     is passed on
     */
    public HttpOutcome send(HttpCall call, Attempt attempt) {
        Diagnosis diagnosis = new Diagnosis(call);
        Endpoint endpoint = call.endpoint();
        if (wire.isClosed()) return diagnosis.closed(Phase.CONNECTING);
        if (!endpoint.isTls() && !context.egress().plainTextAllowed())
            return diagnosis.refused(
                    "URL_SCHEME_NOT_ALLOWED", "plain text is not allowed; allowHttp() on the channel allows it");
        try {
            List<EgressRoute> routes = context.egress().routes(endpoint.host(), endpoint.port());
            return judge(call, diagnosis, exchange(call, routes, attempt));
        } catch (EgressRefusedException e) {
            return diagnosis.refused(e.code(), String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return diagnosis.unresolved(e);
        }
    }

    private Trace exchange(HttpCall call, List<EgressRoute> routes, Attempt attempt) throws UnknownHostException {
        Deadline whole = Deadline.in(timeouts.total());
        Deadline connecting = Deadline.in(timeouts.connect());
        AtomicBoolean begun = new AtomicBoolean();
        Runnable begin = () -> {
            if (begun.compareAndSet(false, true)) attempt.begin();
        };
        List<InetAddress> allowed = new ArrayList<>(routes.size());
        for (EgressRoute route : routes) allowed.add(route.address());
        for (int i = 0; i < routes.size(); i++) {
            InterruptibleSockets sockets = sockets(routes.get(i), attempt);
            Way way = new Way(allowed.get(i), allowed, sockets, connecting.share(routes.size() - i));
            Trace trace = wire.send(call, way, whole, begin);
            if (trace.wentOverDeadConnection() && !mustStop(whole)) {
                wire.dropIdle();
                trace = wire.send(call, way, whole, begin);
            }
            boolean last = i == routes.size() - 1;
            if (last || trace.phase() != Phase.CONNECTING || mustStop(whole)) return trace;
        }
        throw new UnknownHostException("no address");
    }

    private static InterruptibleSockets sockets(EgressRoute route, Attempt attempt) {
        return route.tunnel()
                .map(tunnel -> new InterruptibleSockets(tunnel, tunnel.request(attempt::reveal)))
                .orElseGet(InterruptibleSockets::new);
    }

    private boolean mustStop(Deadline whole) {
        return whole.hasPassed() || wire.isClosed() || Thread.currentThread().isInterrupted();
    }

    private HttpOutcome judge(HttpCall call, Diagnosis diagnosis, Trace trace) {
        Head head = trace.head();
        IOException failure = trace.failure();
        if (head == null) {
            if (Thread.currentThread().isInterrupted()) return diagnosis.interrupted(trace.phase());
            if (wire.isClosed()) return diagnosis.closed(trace.phase());
            return diagnosis.of(trace.phase(), failure == null ? new ProtocolException("no final answer") : failure);
        }
        if (call.isDecidedByBody() && failure != null) return diagnosis.bodyBrokeOff(head.status());
        return reply(call, head, trace);
    }

    private HttpReply reply(HttpCall call, Head head, Trace trace) {
        String body = new String(trace.body(), StandardCharsets.UTF_8);
        List<String> asked = head.headers().getOrDefault("retry-after", List.of());
        Optional<Duration> wait = asked.isEmpty() ? Optional.empty() : wait(asked, head);
        String shown = (head.status() + " " + Printable.of(Redaction.of(call, body))).strip();
        Exchange exchange = new Exchange(call.toString(), shown);
        return new HttpReply(head.status(), head.headers(), body, trace.bodyComplete(), wait.orElse(null), exchange);
    }

    private Optional<Duration> wait(List<String> asked, Head head) {
        Optional<String> date =
                head.headers().getOrDefault("date", List.of()).stream().findFirst();
        return RetryAfter.parse(asked, date, context.clock().instant());
    }

    /** Ends requests under way, each of which says so, and gives up all connections. May be called twice. */
    @Override
    public void close() {
        wire.close();
    }

    private static X509TrustManager trust(NotifierSettings settings, String channel) {
        String name = TRUSTED_CERTIFICATES.name();
        Optional<String> file = settings.text(name);
        try {
            return file.isEmpty() ? TrustedCertificates.ofJvm() : TrustedCertificates.ofJvmAnd(Path.of(file.get()));
        } catch (GeneralSecurityException | IOException | InvalidPathException e) {
            Problems problems = new Problems();
            problems.add(
                    name, file.orElse(""), "must be a readable PEM file with X.509 certificates: " + e.getMessage());
            problems.throwIfAny("channel '" + channel + "'");
            throw new AssertionError(e);
        }
    }
}
