// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.DefinitionException;
import io.tripbell.notifier.http.HttpFailure.Kind;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.Egress;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
    private final Loopback egress = new Loopback();
    private final HttpTransport transport = Tries.transport(egress, Duration.ofSeconds(20));
    private final CountedAttempt attempt = new CountedAttempt();

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void sendsTheBytesAndGivesTheReply() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nX-Id: 7\r\nContent-Length: 2\r\n\r\nok");
        })) {
            HttpReply reply = (HttpReply) post(server.url("/services/T1?x=1"), "{\"a\":1}");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("ok");
            assertThat(reply.bodyComplete()).isTrue();
            assertThat(reply.header("x-ID")).contains("7");
            assertThat(reply.exchange().request()).isEqualTo("POST http://127.0.0.1:" + server.port() + "/***");
            assertThat(reply.exchange().reply()).isEqualTo("200 ok");
            assertThat(attempt.begun).isEqualTo(1);
            assertThat(server.requests().get(0))
                    .startsWith("POST /services/T1?x=1 HTTP/1.1\r\n")
                    .contains("\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
                    .contains("\r\nUser-Agent: Tripbell/")
                    .contains("\r\nAccept-Encoding: identity\r\n")
                    .contains("\r\nContent-Type: application/json; charset=utf-8\r\n")
                    .doesNotContain("unknown", "${")
                    .endsWith("\r\n\r\n{\"a\":1}");
        }
    }

    @Test
    void saysThatARefusedConnectionDidNoHarm_F1() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        HttpFailure failure = (HttpFailure) post("http://127.0.0.1:" + port + "/", "x");

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo("CONNECT_REFUSED");
        assertThat(attempt.begun).isZero();
    }

    @Test
    void callsALostAnswerAmbiguous_F3() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.reset();
        })) {
            HttpFailure failure = (HttpFailure) post(server.url("/"), "x");

            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(failure.detail()).isEqualTo("connection reset before answer");
            assertThat(attempt.begun).isEqualTo(1);
        }
    }

    @Test
    void resolvesAHostOncePerTryAndSendsItsNameAlong_T6() throws IOException {
        egress.naming("ops.example", "127.0.0.1");
        try (ScriptedServer server = keeping()) {
            post("http://ops.example:" + server.port() + "/", "x");
            post("http://ops.example:" + server.port() + "/", "x");

            assertThat(egress.asked).containsExactly("ops.example:" + server.port(), "ops.example:" + server.port());
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).allMatch(request -> request.contains("Host: ops.example:" + server.port()));
        }
    }

    @Test
    void leavesAKeptConnectionWhenItsAddressIsNoLongerOneOfTheHost_T6() throws IOException {
        egress.naming("ops.example", "127.0.0.1");
        try (ScriptedServer server = keeping()) {
            post("http://ops.example:" + server.port() + "/", "x");
            egress.naming("ops.example", "127.0.0.9");

            HttpFailure failure = (HttpFailure) post("http://ops.example:" + server.port() + "/", "x");

            assertThat(failure.code()).isEqualTo("CONNECT_REFUSED");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void triesTheNextAddressWhenTheFirstTakesNoConnection_F16() throws IOException {
        try (ScriptedServer server = keeping()) {
            egress.naming("ops.example", "127.0.0.9", "127.0.0.8", "127.0.0.1");

            HttpOutcome outcome = post("http://ops.example:" + server.port() + "/", "x");

            assertThat(outcome).isInstanceOf(HttpReply.class);
            assertThat(attempt.begun).isEqualTo(1);
        }
    }

    @Test
    void connectsNowhereWhenPolicyForbidsIt_T1() throws IOException {
        try (ScriptedServer trap = keeping()) {
            Egress forbidding = new Egress() {
                @Override
                public List<InetAddress> addresses(String host, int port) {
                    throw new EgressRefusedException("ADDRESS_NOT_ALLOWED", "internal addresses are not allowed");
                }

                @Override
                public boolean plainTextAllowed() {
                    return true;
                }
            };
            try (HttpTransport guarded = Tries.transport(forbidding, Duration.ofSeconds(20))) {
                HttpFailure failure =
                        (HttpFailure) guarded.send(HttpCall.post(guarded.endpoint(trap.url("/"))), attempt);

                assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
                assertThat(failure.code()).isEqualTo("ADDRESS_NOT_ALLOWED");
                assertThat(failure.detail()).isEqualTo("internal addresses are not allowed");
                assertThat(failure.result()).isInstanceOf(SendResult.Rejected.class);
                assertThat(trap.connections()).isZero();
                assertThat(attempt.begun).isZero();
            }
        }
    }

    @Test
    void connectsOnlyToAnAddressThatWasChecked_T6() throws IOException {
        try (ScriptedServer trap = keeping()) {
            egress.naming("127.0.0.1", "127.0.0.9");

            assertThatThrownBy(() -> post(trap.url("/"), "x")).isInstanceOf(IllegalStateException.class);

            assertThat(trap.connections()).isZero();
        }
    }

    @Test
    void callsAnUnknownHostAConfigurationErrorAndAFailedLookUpNone() {
        HttpFailure unknown = (HttpFailure) post("http://nowhere.example/", "x");
        assertThat(unknown.kind()).isEqualTo(Kind.SHORT);
        assertThat(unknown.code()).isEqualTo("HOST_UNKNOWN");

        egress.failing("flaky.example", "flaky.example: Temporary failure in name resolution");
        HttpFailure failed = (HttpFailure) post("http://flaky.example/", "x");
        assertThat(failed.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failed.code()).isEqualTo("DNS_FAILED");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect_F14_T7(int status) throws IOException {
        try (ScriptedServer trap = keeping();
                ScriptedServer server = answering("HTTP/1.1 " + status + " Moved\r\nLocation: " + trap.url("/?secret")
                        + "\r\nContent-Length: 0\r\n\r\n")) {
            HttpReply reply = (HttpReply) post(server.url("/"), "x");

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.exchange().reply()).doesNotContain("secret");
            assertThat(trap.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "503 Unavailable\r\nRetry-After: 0",
                "408 Timeout",
                "421 Misdirected",
                "401 No\r\nWWW-Authenticate: Basic realm=x",
                "407 No\r\nProxy-Authenticate: Basic realm=x"
            })
    void sendsOnceWhateverIsAnswered(String status) throws IOException {
        try (ScriptedServer server = answering("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")) {
            transport.send(HttpCall.to("GET", transport.endpoint(server.url("/"))), attempt);
            post(server.url("/"), "x");

            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void tellsHowLongTheServiceAskedToWait_R14() throws IOException {
        try (ScriptedServer server = answering("HTTP/1.1 503 Later\r\nDate: Sat, 21 Nov 2026 09:00:00 GMT\r\n"
                + "Retry-After: Sat, 21 Nov 2026 09:02:00 GMT\r\nContent-Length: 0\r\n\r\n")) {
            HttpReply reply = (HttpReply) post(server.url("/"), "x");

            assertThat(reply.retryAfter()).contains(Duration.ofMinutes(2));
        }
    }

    @Test
    void keepsNoCookies() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            while (true) {
                connection.readRequest();
                connection.write("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            post(server.url("/"), "x");
            post(server.url("/"), "x");

            assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("Cookie"));
        }
    }

    @Test
    void usesNoProxyOfTheEnvironment_T12() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try (ScriptedServer trap = keeping();
                ScriptedServer server = keeping()) {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", trap.port())));
            try (HttpTransport fresh = Tries.transport(egress, Duration.ofSeconds(20))) {
                fresh.send(HttpCall.post(fresh.endpoint(server.url("/"))), attempt);
            }

            assertThat(server.requests()).hasSize(1);
            assertThat(trap.connections()).isZero();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void sendsNothingWhenTheAttemptIsAbandonedAtTheLastMoment_R22() throws IOException {
        try (ScriptedServer server = keeping()) {
            CountedAttempt late = new CountedAttempt() {
                @Override
                public void begin() {
                    throw new AttemptAbandonedException("the lease is over");
                }
            };
            HttpCall call = HttpCall.post(transport.endpoint(server.url("/")));

            assertThatThrownBy(() -> transport.send(call, late)).isInstanceOf(AttemptAbandonedException.class);

            assertThat(transport.send(call, attempt)).isInstanceOf(HttpReply.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void endsSoonWhenItsThreadIsInterruptedAndKeepsTheFlag() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            asked.countDown();
            connection.rest();
        })) {
            AtomicBoolean flag = new AtomicBoolean();
            CompletableFuture<HttpOutcome> ending = new CompletableFuture<>();
            Thread sending = new Thread(() -> {
                ending.complete(post(server.url("/"), "x"));
                flag.set(Thread.currentThread().isInterrupted());
            });
            sending.start();
            asked.await();

            sending.interrupt();

            HttpFailure failure = (HttpFailure) ending.get(10, TimeUnit.SECONDS);
            sending.join();
            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(failure.code()).isEqualTo("INTERRUPTED");
            assertThat(flag).isTrue();
        }
    }

    @Test
    void sendsNothingOnAThreadThatIsAlreadyInterrupted() throws IOException {
        try (ScriptedServer server = keeping()) {
            Thread.currentThread().interrupt();

            HttpFailure failure = (HttpFailure) post(server.url("/"), "x");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(failure.code()).isEqualTo("INTERRUPTED");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void endsRequestsUnderWayWhenItIsClosed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            asked.countDown();
            connection.hang();
        })) {
            CompletableFuture<HttpOutcome> ending = new CompletableFuture<>();
            new Thread(() -> ending.complete(post(server.url("/"), "x"))).start();
            asked.await();

            transport.close();
            transport.close();

            HttpFailure failure = (HttpFailure) ending.get(10, TimeUnit.SECONDS);
            assertThat(failure.kind()).isEqualTo(Kind.AMBIGUOUS);
            assertThat(failure.code()).isEqualTo("CHANNEL_CLOSED");
        }
    }

    @Test
    void sendsNothingOnceItIsClosed() throws IOException {
        try (ScriptedServer server = keeping()) {
            transport.close();

            HttpFailure failure = (HttpFailure) post(server.url("/"), "x");

            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(failure.code()).isEqualTo("CHANNEL_CLOSED");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void hangsUpItsKeptConnectionsWhenItIsClosed_R36() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(connection -> {
            connection.readRequest();
            connection.answer(200, "ok");
            connection.hang();
            hungUp.countDown();
        })) {
            post(server.url("/"), "x");

            transport.close();

            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void startsNoThreadButTheSharedDaemonsOfItsLibrary_R36() throws IOException {
        Set<String> before = threadNames();
        try (ScriptedServer server = keeping()) {
            post(server.url("/"), "x");

            assertThat(threadNames())
                    .filteredOn(name -> !before.contains(name) && !name.startsWith("scripted"))
                    .allMatch(name -> name.startsWith("OkHttp ") || name.equals("Okio Watchdog"));
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("Ok"))
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void sendsManyAtOnceWithoutMixingThemUp() throws Exception {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            while (true) {
                String request = connection.readRequest();
                connection.answer(200, request.substring(request.indexOf("\r\n\r\n") + 4));
            }
        })) {
            List<CompletableFuture<String>> replies = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            for (int i = 0; i < 200; i++) {
                String body = "body-" + i;
                replies.add(CompletableFuture.supplyAsync(
                        () -> body + "=" + ((HttpReply) post(server.url("/"), body, new CountedAttempt())).body(),
                        threads));
            }

            for (int i = 0; i < 200; i++)
                assertThat(replies.get(i).get(20, TimeUnit.SECONDS)).isEqualTo("body-" + i + "=body-" + i);
            threads.shutdown();
            assertThat(server.connections()).isLessThanOrEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void sendsEachMethod(String method) throws IOException {
        try (ScriptedServer server = keeping()) {
            transport.send(HttpCall.to(method, transport.endpoint(server.url("/a"))), attempt);

            assertThat(server.requests()).singleElement().asString().startsWith(method + " /a HTTP/1.1\r\n");
        }
    }

    @Test
    void refusesAHeaderThatWouldAddAnotherAndShowsNoValue_T28() {
        HttpCall call = HttpCall.post(transport.endpoint("https://a.example/"));

        assertThatThrownBy(() -> call.header("Authorization", "Bearer canary\r\nX: y"))
                .hasMessageContaining("HEADER_INVALID")
                .hasMessageContaining("Authorization")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> call.header("Host", "x")).hasMessageContaining("set by the transport");
        assertThatThrownBy(() -> call.header("transfer-encoding", "x")).hasMessageContaining("HEADER_INVALID");
        assertThatThrownBy(() -> call.header("X Y", "x")).hasMessageContaining("HEADER_INVALID");
        assertThatThrownBy(() -> call.header("X", "\u00E9")).hasMessageContaining("printable ASCII");
        assertThat(call.header("Authorization", "canary")).hasToString("POST https://a.example/");
    }

    @Test
    void sendsNoPlainTextWhereItIsNotAllowedWhoeverMadeTheEndpoint() throws IOException {
        Egress secured = new Egress() {
            @Override
            public List<InetAddress> addresses(String host, int port) {
                throw new AssertionError("nobody may ask");
            }

            @Override
            public boolean plainTextAllowed() {
                return false;
            }
        };
        try (HttpTransport guarded = Tries.transport(secured, Duration.ofSeconds(20))) {
            HttpCall call = HttpCall.post(Endpoint.parse("http://127.0.0.1:9/", true));

            HttpFailure failure = (HttpFailure) guarded.send(call, attempt);

            assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
            assertThat(failure.code()).isEqualTo("URL_SCHEME_NOT_ALLOWED");
        }
    }

    @Test
    void sendsEachHeaderAndAnotherNameOfItselfWhenGiven() throws IOException {
        try (ScriptedServer server = keeping()) {
            HttpCall call = HttpCall.post(transport.endpoint(server.url("/")))
                    .header("X-Tag", "one")
                    .header("X-Tag", "two")
                    .header("user-agent", "Ops/1");

            transport.send(call, attempt);

            assertThat(server.requests().get(0))
                    .contains("X-Tag: one\r\nX-Tag: two\r\n", "user-agent: Ops/1\r\n")
                    .doesNotContain("Tripbell/");
        }
    }

    @Test
    void reachesAnAddressOfIPv6() throws IOException {
        try (ScriptedServer server = ScriptedServer.onIPv6(connection -> {
            connection.readRequest();
            connection.answer(200, "ok");
        })) {
            HttpOutcome outcome = post("http://[::1]:" + server.port() + "/", "x");

            assertThat(outcome).isInstanceOf(HttpReply.class);
            assertThat(server.requests().get(0)).contains("Host: [::1]:" + server.port());
        }
    }

    @Test
    void showsNothingThatThePeerEchoesOfItsSecrets_T43() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            String request = connection.readRequest();
            connection.answer(400, request + request.replace("Bearer ", ""));
        })) {
            Endpoint endpoint = transport
                    .endpoint(server.url("/services/T12345678/canary-path?sig=canary-query"))
                    .showing("/services/T12345678/***");
            HttpCall call = HttpCall.post(endpoint)
                    .header("Authorization", "Bearer canary-token")
                    .body("text/plain", "key=canary-body".getBytes(UTF_8))
                    .hiding("canary-body");

            HttpReply reply = (HttpReply) transport.send(call, attempt);

            assertThat(reply.exchange().reply())
                    .contains("POST ***", "Authorization: ***", "key=***")
                    .doesNotContain("canary");
            assertThat(reply.body()).contains("canary-body");
        }
    }

    @Test
    void readsTheAddressInAFieldAndNamesTheFieldWhenItIsNone() {
        NotifierDescriptor descriptor = NotifierDescriptor.of("probe", "Probe")
                .field(Field.required("hook", FieldKind.URL, "where to"))
                .build();
        NotifierSettings good = NotifierSettings.of(descriptor, Map.of("hook", "https://a.example/x"), "probe");
        NotifierSettings bad = NotifierSettings.of(descriptor, Map.of("hook", "https://canary@a.example/"), "probe");

        assertThat(transport.endpoint(good, "hook").origin()).isEqualTo("https://a.example");
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> transport.endpoint(bad, "hook"))
                .withMessage("channel 'ops': hook: URL_USER_INFO_NOT_ALLOWED: an address may name no user or password");
    }

    private static Set<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    /** A server that answers every request and keeps the connection. */
    private static ScriptedServer keeping() throws IOException {
        return new ScriptedServer(connection -> {
            while (true) {
                connection.readRequest();
                connection.answer(200, "ok");
            }
        });
    }

    private static ScriptedServer answering(String bytes) throws IOException {
        return new ScriptedServer(connection -> {
            while (true) {
                connection.readRequest();
                connection.write(bytes);
            }
        });
    }

    private HttpOutcome post(String url, String body) {
        return post(url, body, attempt);
    }

    private HttpOutcome post(String url, String body, Attempt by) {
        return transport.send(HttpCall.post(transport.endpoint(url)).json(body.getBytes(UTF_8)), by);
    }
}
