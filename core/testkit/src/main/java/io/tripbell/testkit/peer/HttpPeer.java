// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A service that is spoken to over plain HTTP. WireMock gives its ordinary answers; what no HTTP server would do is done on
 * the bare socket. A behaviour on the bare socket answers one request and ends its connection.
 *
 * <pre>{@code
 * HttpPeer.accepting(202, "{\"status\":\"success\"}")
 *     .answering(Outcome.PERMANENT, 404, "no_service")
 *     .answering(Outcome.SHORT, 401, "")
 * }</pre>
 *
 * <p>Without a word it answers 500, 503 and 429, which every service means as {@link Outcome#TRANSIENT}, and 400, which
 * every service means as {@link Outcome#PERMANENT}. Configure it before {@link #start}; thread-safe from then on.
 */
public final class HttpPeer implements Peer {
    private final HttpAnswer accepting;
    private final List<Behaviour> answers = new ArrayList<>();
    private final Listener front = new Listener("tripbell-test-http", this::hold);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Patience patience = new Patience();
    private final List<Received> received = new ArrayList<>();
    private final AtomicLong bytesReceived = new AtomicLong();
    private final AtomicLong hostileBytesSent = new AtomicLong();
    private final WireMockServer wireMock =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().http2PlainDisabled(true));
    private volatile @Nullable RawReply raw;

    private HttpPeer(HttpAnswer accepting) {
        this.accepting = accepting;
        answering(Outcome.TRANSIENT, 500, "");
        answering(Outcome.TRANSIENT, 503, "busy");
        answering(Outcome.TRANSIENT, 429, "slow down");
        answering(Outcome.PERMANENT, 400, "bad request");
    }

    /**
     * A service that takes a message with this answer.
     *
     * @param headers of the answer, as name, value, name, value
     */
    public static HttpPeer accepting(int status, String body, String... headers) {
        return new HttpPeer(new HttpAnswer(status, body, List.of(headers)));
    }

    /**
     * Adds an answer of the service and what the notifier must make of it; in place of an answer of the same status and body.
     *
     * @param headers of the answer, as name, value, name, value
     */
    public HttpPeer answering(Outcome expected, int status, String body, String... headers) {
        HttpAnswer answer = new HttpAnswer(status, body, List.of(headers));
        answers.removeIf(known -> known.name().equals(answer.toString()));
        answers.add(Behaviour.of(answer.toString(), () -> answer(answer), expected));
        return this;
    }

    /** An address of this peer, such as {@code http://peer.invalid:40123/hook}. */
    public String url(String path) {
        return "http://" + authority() + path;
    }

    /** The server behind the ordinary answers, for stubs of a test's own. Its port is not the peer's. */
    public WireMockServer wireMock() {
        return wireMock;
    }

    @Override
    public void start() {
        wireMock.addMockServiceRequestListener((request, response) -> record(received(request)));
        wireMock.start();
        accept();
        front.start();
    }

    @Override
    public int port() {
        return front.port();
    }

    @Override
    public void accept() {
        answer(accepting);
    }

    private void answer(HttpAnswer answer) {
        ResponseDefinitionBuilder response =
                aResponse().withStatus(answer.status()).withBody(answer.body());
        answer.headersByName().forEach(response::withHeader);
        wireMock.resetMappings();
        wireMock.stubFor(any(anyUrl()).willReturn(response));
        raw = null;
    }

    @Override
    public void refuse() {
        front.refuse();
    }

    @Override
    public void hang() {
        raw = (in, out) -> in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void reset() {
        raw = (in, out) -> out.reset();
    }

    @Override
    public boolean askToWait(Duration wait) {
        answer(new HttpAnswer(429, "slow down", List.of("Retry-After", Long.toString(wait.toSeconds()))));
        return true;
    }

    @Override
    public List<Behaviour> answers() {
        return List.copyOf(answers);
    }

    @Override
    public List<Behaviour> hostileAnswers() {
        return HostileHttp.answers(accepting.status(), reply -> raw = reply);
    }

    private void hold(Socket socket) throws IOException, InterruptedException {
        RawReply reply = raw;
        if (reply == null) forward(socket);
        else answerBare(socket, reply);
    }

    private void answerBare(Socket socket, RawReply reply) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(new CountingInput(socket.getInputStream(), bytesReceived));
        record(HttpRequestReader.read(in));
        reply.answer(in, new RawOutput(socket, hostileBytesSent));
    }

    private void forward(Socket client) throws IOException, InterruptedException {
        try (Socket upstream = new Socket(Listener.loopback(), wireMock.port())) {
            Pump answers = new Pump(upstream, client, Passage.clear(), new AtomicLong(), closed);
            Thread answering = Listener.daemon(Thread.currentThread().getName() + "-answers", answers::run);
            answering.start();
            new Pump(client, upstream, Passage.clear(), bytesReceived, closed).run();
            answering.join();
        }
    }

    private void record(Received message) {
        patience.change(() -> received.add(message));
    }

    private static Received received(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpHeader header : request.getHeaders().all())
            headers.put(header.key().toLowerCase(Locale.ROOT), String.join(", ", header.values()));
        String body = new String(request.getBody(), StandardCharsets.UTF_8);
        return new Received(request.getMethod() + " " + request.getUrl(), headers, body);
    }

    @Override
    public List<Received> received() {
        return patience.read(() -> List.copyOf(received));
    }

    @Override
    public void awaitReceived(int count) {
        patience.await(
                () -> received.size() >= count, () -> count + " requests were expected and these came: " + received);
    }

    @Override
    public boolean isUntouched() {
        return bytesReceived.get() == 0;
    }

    @Override
    public int connections() {
        return front.accepted();
    }

    @Override
    public long hostileBytesSent() {
        return hostileBytesSent.get();
    }

    @Override
    public void awaitNoConnection() {
        front.awaitNoConnection();
    }

    @Override
    public void close() {
        closed.countDown();
        front.close();
        wireMock.stop();
    }
}
