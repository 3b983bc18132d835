// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request once to one address and says how far it came. This class, {@link Watch} and their helpers know OkHttp, and use
 * only what its versions 4 and 5 have in common. A call runs on its caller's thread. Thread-safe.
 */
final class OkHttpWire implements AutoCloseable {
    private static final int LONGEST_PIECE = 8 * 1024;
    /** As many tries as an engine has under way at most: what a busy channel opened is not closed between two of them. */
    private static final int MOST_IDLE = 256;

    /** Whose request the calling thread sends: OkHttp asks for addresses and sockets without saying for whom. */
    private static final ThreadLocal<@Nullable Watch> SENDING = new ThreadLocal<>();

    private final ConnectionPool pool =
            new ConnectionPool(MOST_IDLE, KeptConnections.LONGEST_IDLE_SECONDS, TimeUnit.SECONDS);
    private final KeptConnections kept;
    private final OkRequest requests;
    private final Timeouts timeouts;
    private volatile OkHttpClient client;
    private volatile boolean closed;

    OkHttpWire(X509TrustManager trust, Timeouts timeouts, String userAgent, LongSupplier nanoTime)
            throws GeneralSecurityException {
        this.timeouts = timeouts;
        this.requests = new OkRequest(userAgent);
        this.kept = new KeptConnections(nanoTime);
        this.client = client(trust, pool, timeouts.connect());
    }

    private static OkHttpClient client(X509TrustManager trust, ConnectionPool pool, Duration connectTimeout)
            throws GeneralSecurityException {
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
                .connectTimeout(connectTimeout)
                // None: TimeLimit has an eye on all that follows.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .dns(name -> List.of(sending().way().address()))
                .socketFactory(new Sockets())
                .eventListenerFactory(call -> sending())
                .addNetworkInterceptor(chain -> sending().intercept(chain));
        return onCallersThread(builder).build();
    }

    private static OkHttpClient.Builder onCallersThread(OkHttpClient.Builder builder) {
        try {
            return builder.fastFallback(false);
        } catch (NoSuchMethodError e) {
            return builder; // OkHttp 4 never connects on other threads
        }
    }

    private static Watch sending() {
        Watch watch = SENDING.get();
        if (watch == null) throw new IllegalStateException("this thread sends nothing");
        return watch;
    }

    /**
     * Sends a request once.
     *
     * @param begin called just before the first byte of the request leaves; what it throws is passed on
     */
    Trace send(HttpCall call, Way way, Deadline deadline, Runnable begin) {
        Watch watch = new Watch(this, kept, way, deadline, begin);
        SENDING.set(watch);
        try {
            return watch.send(connectingWithin(way.connectTimeout()), requests.of(call));
        } finally {
            // To remove it would make and clear a weak reference for each request.
            SENDING.set(null);
        }
    }

    private OkHttpClient connectingWithin(Duration limit) {
        OkHttpClient last = client;
        // Mostly as before: the time is shared by as many addresses as the host's name has.
        if (last.connectTimeoutMillis() == limit.toMillis()) return last;
        OkHttpClient fresh = last.newBuilder().connectTimeout(limit).build();
        client = fresh;
        return fresh;
    }

    Timeouts timeouts() {
        return timeouts;
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

    /** Those of the request that the calling thread sends. */
    private static final class Sockets extends UnconnectedSockets {
        @Override
        public Socket createSocket() throws IOException {
            return new MeteredSocket(sending().way().sockets().createSocket(), METER);
        }
    }

    /** Counts for the request that the calling thread sends: a connection outlives the one that opened it. */
    private static final MeteredSocket.Meter METER = new MeteredSocket.Meter() {
        @Override
        public int left() throws IOException {
            Watch watch = SENDING.get();
            return watch == null ? LONGEST_PIECE : watch.left();
        }

        @Override
        public void took(int count) {
            Watch watch = SENDING.get();
            if (watch != null) watch.took(count);
        }
    };
}
