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
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.Headers;
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
    private static final int LONGEST_PIECE = 8 * 1024;
    /**
     * What OkHttp may take from the socket for one request. It reads lines of chunk sizes without limit. A body in chunks of one byte
     * is six times as large on its way, so no reply within the limits above is cut, unless each byte is encrypted alone.
     */
    private static final int MOST_BYTES_IN = LONGEST_HEADERS + 7 * LONGEST_BODY;
    /** As many tries as an engine has under way at most: what a busy channel opened is not closed between two of them. */
    private static final int MOST_IDLE = 256;

    private static final int LONGEST_IDLE_SECONDS = 20;

    /** Whose request the calling thread sends: OkHttp asks for addresses and sockets without saying for whom. */
    private static final ThreadLocal<Watch> SENDING = new ThreadLocal<>();

    private final OkHttpClient client;
    private final Last<String, MediaType> types = new Last<>(MediaType::get);
    private final ConnectionPool pool = new ConnectionPool(MOST_IDLE, LONGEST_IDLE_SECONDS, TimeUnit.SECONDS);
    /** When each kept connection was used last: OkHttp's pool looks in its own time, which may be later. */
    private final Map<Connection, Long> lastUsed = Collections.synchronizedMap(new WeakHashMap<>());

    private final LongSupplier nanoTime;
    private final Timeouts timeouts;
    private final String userAgent;
    private volatile boolean closed;

    OkHttpWire(X509TrustManager trust, Timeouts timeouts, String userAgent, LongSupplier nanoTime)
            throws GeneralSecurityException {
        this.nanoTime = nanoTime;
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
                .connectTimeout(timeouts.connect())
                .readTimeout(timeouts.firstByte())
                .writeTimeout(timeouts.firstByte())
                .dns(name -> List.of(SENDING.get().address))
                .socketFactory(new Sockets())
                .eventListenerFactory(call -> SENDING.get())
                .addInterceptor(chain -> SENDING.get().within(chain))
                .addNetworkInterceptor(chain -> SENDING.get().intercept(chain));
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
        Watch watch = new Watch(address, allowed, sockets, connectTimeout, begin);
        SENDING.set(watch);
        try {
            Call okCall = client.newCall(request(call));
            okCall.timeout().timeout(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
            execute(okCall, watch);
        } finally {
            SENDING.remove();
            if (watch.connection != null) lastUsed.put(watch.connection, nanoTime.getAsLong());
        }
        return watch.trace();
    }

    private static void execute(Call okCall, Watch watch) {
        try (Response response = okCall.execute()) {
            watch.read(response, okCall);
        } catch (IOException e) {
            watch.failure = watch.hasTakenAll() ? new ProtocolException("answer too long") : e;
        } catch (IllegalStateException e) {
            // OkHttp 4 stumbles like this over a second interim answer.
            if (watch.phase != Phase.SENDING) throw e;
            watch.failure = new ProtocolException("unexpected answer");
        }
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
        client.dispatcher().cancelAll();
        pool.evictAll();
    }

    private Request request(HttpCall call) {
        boolean hasBody = !call.method().equals("GET");
        return new Request.Builder()
                .url(call.endpoint().okUrl())
                .method(call.method(), hasBody ? new OneShotBody(type(call), call.body()) : null)
                .headers(headers(call))
                .build();
    }

    private Headers headers(HttpCall call) {
        // Nothing is unpacked here, so a small reply cannot become a large one.
        Headers.Builder headers = new Headers.Builder().add("Accept-Encoding", "identity");
        boolean named = false;
        for (Map.Entry<String, String> header : call.headers()) {
            headers.add(header.getKey(), header.getValue());
            named |= header.getKey().equalsIgnoreCase("User-Agent");
        }
        if (!named) headers.add("User-Agent", userAgent);
        return headers.build();
    }

    private @Nullable MediaType type(HttpCall call) {
        String type = call.contentType();
        return type == null ? null : types.of(type);
    }

    /** Those of the request that the calling thread sends. */
    private static final class Sockets extends UnconnectedSockets {
        @Override
        public Socket createSocket() throws IOException {
            return new MeteredSocket(SENDING.get().sockets.createSocket(), METER);
        }
    }

    /** Counts for the request that the calling thread sends: a connection outlives the one that opened it. */
    private static final MeteredSocket.Meter METER = new MeteredSocket.Meter() {
        @Override
        public int left() throws IOException {
            Watch watch = SENDING.get();
            return watch == null ? LONGEST_PIECE : watch.bytesLeft();
        }

        @Override
        public void took(int count) {
            Watch watch = SENDING.get();
            if (watch != null) watch.taken += count;
        }
    };

    /** A body that OkHttp never sends a second time by itself. */
    private static final class OneShotBody extends RequestBody {
        private final @Nullable MediaType type;
        private final byte[] bytes;

        OneShotBody(@Nullable MediaType type, byte[] bytes) {
            this.type = type;
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
        private final InetAddress address;
        private final List<InetAddress> allowed;
        private final InterruptibleSockets sockets;
        private final Duration connectTimeout;
        private final Runnable begin;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Phase phase = Phase.CONNECTING;
        private boolean opened;
        private @Nullable Connection connection;
        private int taken;
        private @Nullable Head head;
        private boolean bodyComplete;
        private @Nullable IOException failure;

        Watch(
                InetAddress address,
                List<InetAddress> allowed,
                InterruptibleSockets sockets,
                Duration connectTimeout,
                Runnable begin) {
            this.address = address;
            this.allowed = allowed;
            this.sockets = sockets;
            this.connectTimeout = connectTimeout;
            this.begin = begin;
        }

        Response within(Chain chain) throws IOException {
            int millis = (int) connectTimeout.toMillis();
            // Mostly there is one address, which may take the whole time; to say so again would copy the chain.
            Chain limited = chain.connectTimeoutMillis() == millis
                    ? chain
                    : chain.withConnectTimeout(millis, TimeUnit.MILLISECONDS);
            return limited.proceed(chain.request());
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
            this.connection = connection;
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
            return response.header("Retry-After") == null
                    ? response
                    : response.newBuilder().removeHeader("Retry-After").build();
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
            if (hasRestedTooLong(connection)) return true;
            return KeptConnection.hasEnded(connection.socket());
        }

        private boolean hasRestedTooLong(Connection connection) {
            Long last = lastUsed.get(connection);
            return last != null && nanoTime.getAsLong() - last > TimeUnit.SECONDS.toNanos(LONGEST_IDLE_SECONDS);
        }

        void read(Response response, Call call) {
            try (ResponseBody content = response.body();
                    InputStream in = content.byteStream()) {
                byte[] buffer = new byte[bufferSize(content.contentLength())];
                int count = in.read(buffer);
                while (count >= 0 && body.size() < LONGEST_BODY) {
                    body.write(buffer, 0, Math.min(count, LONGEST_BODY - body.size()));
                    count = in.read(buffer);
                }
                bodyComplete = count < 0;
                // Else OkHttp would read on for a while to keep the connection.
                if (!bodyComplete) call.cancel();
            } catch (IOException e) {
                // One without end is cut as a long body is, and has not broken off.
                if (!hasTakenAll()) failure = e;
                call.cancel();
            }
        }

        boolean hasTakenAll() {
            return taken >= MOST_BYTES_IN;
        }

        int bytesLeft() throws IOException {
            if (hasTakenAll()) throw new ProtocolException("answer too long");
            return MOST_BYTES_IN - taken;
        }

        /** Most replies are empty or a word; one byte more than a reply has sees its end. */
        private static int bufferSize(long announced) {
            return announced < 0 || announced >= LONGEST_PIECE ? LONGEST_PIECE : (int) announced + 1;
        }

        Trace trace() {
            return new Trace(phase, !opened, head, body.toByteArray(), bodyComplete, failure);
        }
    }
}
