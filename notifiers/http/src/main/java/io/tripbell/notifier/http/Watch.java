// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notifier.http.Trace.Head;
import io.tripbell.notifier.http.Trace.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Sends one request and follows it: how far it came, and what came back. Confined to its caller's thread. */
final class Watch extends EventListener implements Interceptor, MeteredSocket.Meter {
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_HEADERS = 64 * 1024;
    private static final int LONGEST_PIECE = 8 * 1024;
    /**
     * What OkHttp may take from the socket for one request. It reads lines of chunk sizes without limit. A body in chunks of one byte
     * is six times as large on its way, so no reply within the limits above is cut, unless each byte is encrypted alone.
     */
    private static final int MOST_BYTES_IN = LONGEST_HEADERS + 7 * LONGEST_BODY;

    private final OkHttpWire wire;
    private final KeptConnections kept;
    private final Way way;
    private final Deadline deadline;
    private final Runnable begin;
    private final TimeLimit limit = new TimeLimit();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Phase phase = Phase.CONNECTING;
    private boolean opened;
    private @Nullable Connection connection;
    private int taken;
    private @Nullable Head head;
    private boolean bodyComplete;
    private @Nullable IOException failure;

    Watch(OkHttpWire wire, KeptConnections kept, Way way, Deadline deadline, Runnable begin) {
        this.wire = wire;
        this.kept = kept;
        this.way = way;
        this.deadline = deadline;
        this.begin = begin;
    }

    Trace send(OkHttpClient client, Request request) {
        try {
            execute(client.newCall(request));
        } finally {
            if (connection != null) kept.used(connection);
        }
        return new Trace(phase, !opened, head, body.toByteArray(), bodyComplete, failure);
    }

    private void execute(Call call) {
        limit.start(call, timeToAnswer());
        try (Response response = call.execute()) {
            read(response, call);
        } catch (IOException e) {
            failure = whatBroke(e);
        } catch (IllegalStateException e) {
            // OkHttp 4 stumbles like this over a second interim answer.
            if (phase != Phase.SENDING) throw e;
            failure = new ProtocolException("unexpected answer");
        } finally {
            limit.end();
        }
    }

    /** Over a kept connection it begins at once; to make a new one has a time of its own. */
    private Duration timeToAnswer() {
        return deadline.remaining(wire.timeouts().answer());
    }

    private IOException whatBroke(IOException e) {
        if (hasTakenAll()) return new ProtocolException("answer too long");
        return limit.isOver() ? new SocketTimeoutException("no answer in time") : e;
    }

    Way way() {
        return way;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        opened = true;
        limit.start(call, deadline.remaining());
        if (!way.allows(address.getAddress()))
            throw new IllegalStateException("about to connect to an address that was not checked");
    }

    @Override
    public void secureConnectStart(Call call) {
        phase = Phase.SECURING;
        way.sockets().limitReadsOfNewest(wire.timeouts().tls());
    }

    @Override
    public void connectionAcquired(Call call, Connection acquired) {
        phase = Phase.CONNECTED;
        connection = acquired;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (wire.isClosed()) throw new IOException("closed");
        Connection to = chain.connection();
        if (!opened && (to == null || kept.isDead(to, way))) {
            chain.call().cancel();
            throw new IOException("the kept connection is dead");
        }
        begin.run();
        phase = Phase.SENDING;
        if (opened) limit.start(chain.call(), timeToAnswer());
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

    private void read(Response response, Call call) {
        try (ResponseBody content = response.body();
                InputStream in = content.byteStream()) {
            long announced = content.contentLength();
            if (announced != 0) limit.start(call, deadline.remaining());
            byte[] buffer = new byte[bufferSize(announced)];
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

    /** Most replies are empty or a word; one byte more than a reply has sees its end. */
    private static int bufferSize(long announced) {
        return announced < 0 || announced >= LONGEST_PIECE ? LONGEST_PIECE : (int) announced + 1;
    }

    @Override
    public int left() throws IOException {
        if (hasTakenAll()) throw new ProtocolException("answer too long");
        return MOST_BYTES_IN - taken;
    }

    @Override
    public void took(int count) {
        taken += count;
    }

    private boolean hasTakenAll() {
        return taken >= MOST_BYTES_IN;
    }
}
