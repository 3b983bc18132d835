// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notifier.http.Trace.Head;
import io.tripbell.notifier.http.Trace.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The one class that knows OkHttp: sends a request once to one address and says how far it came. It uses only what OkHttp 4
 * and 5 have in common. A call runs on its caller's thread. Thread-safe.
 */
final class OkHttpWire implements AutoCloseable {
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_HEADERS = 64 * 1024;
    private static final int MOST_IDLE = 5;
    private static final int LONGEST_IDLE_SECONDS = 20;
    private static final int PROBE_MILLIS = 1;

    private final OkHttpClient client;
    private final ConnectionPool pool = new ConnectionPool(MOST_IDLE, LONGEST_IDLE_SECONDS, TimeUnit.SECONDS);
    private final Timeouts timeouts;
    private final String userAgent;
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OkHttpWire(X509TrustManager trust, Timeouts timeouts, String userAgent) throws GeneralSecurityException {
        this.timeouts = timeouts;
        this.userAgent = userAgent;
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {trust}, null);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(pool)
                .sslSocketFactory(tls.getSocketFactory(), trust)
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                // One request a connection at a time: how far it came is exactly known, and no further thread reads.
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .readTimeout(timeouts.firstByte())
                .writeTimeout(timeouts.firstByte());
        this.client = onCallersThread(builder).build();
    }

    private static OkHttpClient.Builder onCallersThread(OkHttpClient.Builder builder) {
        try {
            return builder.fastFallback(false);
        } catch (NoSuchMethodError e) {
            return builder; // OkHttp 4 never connects on other threads
        }
    }

    /**
     * Sends a request once.
     *
     * @param address where the connection leads to, unless a kept one leads to one of {@code allowed}
     * @param sockets connect there, directly or through a proxy
     * @param begin called just before the first byte of the request leaves; what it throws is passed on
     */
    Trace send(
            HttpCall call,
            InetAddress address,
            List<InetAddress> allowed,
            InterruptibleSockets sockets,
            Duration connectTimeout,
            Deadline deadline,
            Runnable begin) {
        Watch watch = new Watch(allowed, sockets, begin);
        Call okCall = client.newBuilder()
                .dns(new Resolved(address))
                .socketFactory(sockets)
                .eventListener(watch)
                .addNetworkInterceptor(watch)
                .connectTimeout(connectTimeout)
                .callTimeout(deadline.remaining())
                .build()
                .newCall(request(call));
        running.add(okCall);
        try (Response response = okCall.execute()) {
            watch.read(response, okCall);
        } catch (IOException e) {
            watch.failure = e;
        } catch (IllegalStateException e) {
            // OkHttp 4 stumbles like this over a second interim answer.
            if (watch.phase != Phase.SENDING) throw e;
            watch.failure = new ProtocolException("unexpected answer");
        } finally {
            running.remove(okCall);
        }
        return watch.trace();
    }

    /** Gives up the connections that no request uses now. */
    void dropIdle() {
        pool.evictAll();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(Call::cancel);
        pool.evictAll();
    }

    private Request request(HttpCall call) {
        Endpoint endpoint = call.endpoint();
        HttpUrl.Builder url = new HttpUrl.Builder()
                .scheme(endpoint.isTls() ? "https" : "http")
                .host(endpoint.host())
                .port(endpoint.port())
                .encodedPath(endpoint.path());
        if (!endpoint.query().isEmpty()) url.encodedQuery(endpoint.query());
        boolean hasBody = !call.method().equals("GET");
        Request.Builder request = new Request.Builder()
                .url(url.build())
                .method(call.method(), hasBody ? new OneShotBody(call.contentType(), call.body()) : null)
                // Nothing is unpacked here, so a small reply cannot become a large one.
                .header("Accept-Encoding", "identity");
        for (Map.Entry<String, String> header : call.headers()) request.addHeader(header.getKey(), header.getValue());
        boolean named =
                call.headers().stream().anyMatch(header -> header.getKey().equalsIgnoreCase("User-Agent"));
        if (!named) request.header("User-Agent", userAgent);
        return request.build();
    }

    /** One address for whatever name is asked. All are equal, since OkHttp keeps connections by their resolver. */
    private record Resolved(InetAddress address) implements Dns {
        @Override
        public List<InetAddress> lookup(String name) {
            return List.of(address);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Resolved;
        }

        @Override
        public int hashCode() {
            return Resolved.class.hashCode();
        }
    }

    /** A body that OkHttp never sends a second time by itself. */
    private static final class OneShotBody extends RequestBody {
        private final @Nullable MediaType type;
        private final byte[] bytes;

        OneShotBody(@Nullable String type, byte[] bytes) {
            this.type = type == null ? null : MediaType.get(type);
            this.bytes = bytes;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }

    /** Follows one request. Confined to its caller's thread. */
    private final class Watch extends EventListener implements Interceptor {
        private final List<InetAddress> allowed;
        private final InterruptibleSockets sockets;
        private final Runnable begin;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Phase phase = Phase.CONNECTING;
        private boolean opened;
        private @Nullable Head head;
        private boolean bodyComplete;
        private @Nullable IOException failure;

        Watch(List<InetAddress> allowed, InterruptibleSockets sockets, Runnable begin) {
            this.allowed = allowed;
            this.sockets = sockets;
            this.begin = begin;
        }

        @Override
        public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
            opened = true;
            if (!allowed.contains(address.getAddress()))
                throw new IllegalStateException("about to connect to an address that was not checked");
        }

        @Override
        public void secureConnectStart(Call call) {
            phase = Phase.SECURING;
            sockets.limitReadsOfNewest(timeouts.tls());
        }

        @Override
        public void connectionAcquired(Call call, Connection connection) {
            phase = Phase.CONNECTED;
        }

        @Override
        public Response intercept(Chain chain) throws IOException {
            if (closed) throw new IOException("closed");
            if (!opened && isDead(chain.connection())) {
                chain.call().cancel();
                throw new IOException("the kept connection is dead");
            }
            begin.run();
            phase = Phase.SENDING;
            Response response = chain.proceed(chain.request());
            // OkHttp sends again by itself after a 503 that says Retry-After: 0.
            return response.newBuilder().removeHeader("Retry-After").build();
        }

        @Override
        public void responseHeadersEnd(Call call, Response response) {
            if (response.code() < 200) return; // interim, and no answer
            boolean small = response.headers().byteCount() <= LONGEST_HEADERS;
            head = new Head(response.code(), small ? response.headers().toMultimap() : Map.of());
        }

        /** OkHttp looks only after 10 s of rest; a service may have hung up, or moved, before that. */
        private boolean isDead(@Nullable Connection connection) {
            if (connection == null) return true;
            if (!allowed.contains(connection.route().socketAddress().getAddress())) return true;
            return hasEnded(connection.socket());
        }

        private boolean hasEnded(Socket socket) {
            try {
                int before = socket.getSoTimeout();
                socket.setSoTimeout(PROBE_MILLIS);
                try {
                    socket.getInputStream().read();
                    return true; // the end, or bytes that nobody asked for
                } catch (SocketTimeoutException e) {
                    return false;
                } finally {
                    socket.setSoTimeout(before);
                }
            } catch (IOException e) {
                return true;
            }
        }

        void read(Response response, Call call) {
            byte[] buffer = new byte[8 * 1024];
            try (ResponseBody content = response.body();
                    InputStream in = content.byteStream()) {
                int count = in.read(buffer);
                while (count >= 0 && body.size() < LONGEST_BODY) {
                    body.write(buffer, 0, Math.min(count, LONGEST_BODY - body.size()));
                    count = in.read(buffer);
                }
                bodyComplete = count < 0;
                // Else OkHttp would read on for a while to keep the connection.
                if (!bodyComplete) call.cancel();
            } catch (IOException e) {
                failure = e;
            }
        }

        Trace trace() {
            return new Trace(phase, !opened, head, body.toByteArray(), bodyComplete, failure);
        }
    }
}
