// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tripbell.testkit.peer.ConnectProxy;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.SmtpReaction;
import io.tripbell.testkit.peer.TestCertificates;
import io.tripbell.testkit.peer.TestCertificates.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Services that repeat what they are sent, credentials and all, in every encoding, and refuse most of it. */
final class EchoingServices implements AutoCloseable {
    static final String LOCAL = "127.0.0.1";

    /** The six in which canaries are looked for; the lengths of both lists have no common divisor, so all pairs occur. */
    private static final List<UnaryOperator<String>> ENCODINGS = List.of(
            text -> text,
            text -> URLEncoder.encode(text, UTF_8),
            text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)),
            text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8)),
            text -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"),
            text -> HexFormat.of().formatHex(text.getBytes(UTF_8)));

    private static final int[] STATUSES = {200, 401, 503, 429, 302, 500, 408};

    private final AtomicInteger answers = new AtomicInteger();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final HttpServer http;
    private final HttpsServer untrusted;
    private final ScriptedSmtp smtp;
    private final ScriptedSmtp tokenSmtp;
    private final ScriptedSmtp untrustedSmtp = ScriptedSmtp.create()
            .startTls(TestCertificates.server(Kind.SELF_SIGNED))
            .login("PLAIN", "XOAUTH2")
            .start();
    private final ConnectProxy proxy =
            ConnectProxy.create().requiring("tripbell", "another").start();

    EchoingServices(String smtpPassword, String smtpToken) throws IOException {
        http = HttpServer.create(anyPort(), 0);
        http.createContext("/", this::answer);
        http.start();
        untrusted = HttpsServer.create(anyPort(), 0);
        untrusted.setHttpsConfigurator(new HttpsConfigurator(TestCertificates.server(Kind.SELF_SIGNED)));
        untrusted.start();
        smtp = echoingSmtp("PLAIN", smtpPassword);
        tokenSmtp = echoingSmtp("XOAUTH2", smtpToken);
    }

    /** Refuses a login and a recipient before it takes a mail, and says the credential each time, in every encoding. */
    private static ScriptedSmtp echoingSmtp(String mechanism, String credential) {
        return ScriptedSmtp.create()
                .startTls(TestCertificates.server(Kind.LOCALHOST))
                .login(mechanism)
                .on("AUTH", echo("535", credential), SmtpReaction.usual())
                .on("RCPT TO", echo("451", credential), SmtpReaction.usual())
                .on(ScriptedSmtp.FINAL_DOT, echo("250", credential))
                .start();
    }

    private static SmtpReaction echo(String code, String credential) {
        Stream<String> echoes = ENCODINGS.stream().map(encoding -> code + "-" + encoding.apply(credential));
        return SmtpReaction.reply(
                Stream.concat(echoes, Stream.of(code + " bye")).toArray(String[]::new));
    }

    private static InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByName(LOCAL), 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String all =
                exchange.getRequestURI() + "\n" + exchange.getRequestHeaders().entrySet() + "\n" + body;
        received.add(all);
        int number = answers.getAndIncrement();
        String echo = ENCODINGS.get(number % ENCODINGS.size()).apply(all);
        exchange.getResponseHeaders().set("Location", url() + exchange.getRequestURI());
        byte[] bytes = echo.getBytes(UTF_8);
        exchange.sendResponseHeaders(STATUSES[number % STATUSES.length], bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://" + LOCAL + ":" + http.getAddress().getPort();
    }

    /** Where nobody sends anything, as its certificate is signed by itself. */
    String untrustedUrl() {
        return "https://" + LOCAL + ":" + untrusted.getAddress().getPort();
    }

    /** Of the servers that take a password and a token. */
    int[] smtpPorts() {
        return new int[] {smtp.port(), tokenSmtp.port()};
    }

    int[] untrustedSmtpPorts() {
        return new int[] {untrustedSmtp.port(), untrustedSmtp.port()};
    }

    /** Of a proxy that lets nobody in. */
    int proxyPort() {
        return proxy.port();
    }

    /** Everything that was sent to the services. */
    String received() {
        return received + " " + smtp.commands() + " " + tokenSmtp.commands();
    }

    @Override
    public void close() {
        http.stop(0);
        untrusted.stop(0);
        smtp.close();
        tokenSmtp.close();
        untrustedSmtp.close();
        proxy.close();
    }
}
