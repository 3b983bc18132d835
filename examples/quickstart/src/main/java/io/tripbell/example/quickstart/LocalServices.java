// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Receivers on this machine: HTTP end points that answer as the services do, and a real SMTP server. */
final class LocalServices implements AutoCloseable {
    // GreenMail's own 2 s are too few on a machine that does other things too.
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);

    private final Narrator narrator;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final GreenMail mail;
    private final Map<String, Integer> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger slackCalls = new AtomicInteger();

    private LocalServices(Narrator narrator) throws IOException {
        this.narrator = narrator;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        this.mail = mail(loopback);
        http.createContext("/services/", this::slack);
        http.createContext("/2010-04-01/", this::twilio);
        http.createContext("/v2/enqueue", this::pagerDuty);
        http.createContext("/hook", this::webhook);
        http.setExecutor(threads);
    }

    private static GreenMail mail(InetAddress loopback) {
        ServerSetup setup = new ServerSetup(0, loopback.getHostAddress(), ServerSetup.PROTOCOL_SMTP).dynamicPort();
        setup.setServerStartupTimeout(STARTS_WITHIN.toMillis());
        return new GreenMail(setup);
    }

    static LocalServices start(Narrator narrator) throws IOException {
        LocalServices services = new LocalServices(narrator);
        services.http.start();
        services.mail.start();
        return services;
    }

    String httpUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    int smtpPort() {
        return mail.getSmtp().getPort();
    }

    /** How many messages of a channel were taken. */
    int accepted(String channel) {
        if (channel.equals("email")) return showMails();
        return accepted.getOrDefault(channel, 0);
    }

    private void slack(HttpExchange exchange) throws IOException {
        String body = body(exchange);
        if (slackCalls.incrementAndGet() == 1) {
            narrator.received("Slack", "answers 429, Retry-After: 1");
            exchange.getResponseHeaders().set("Retry-After", "1");
            answer(exchange, 429, "");
            return;
        }
        take("slack", "Slack", JsonText.of(body, "text"));
        answer(exchange, 200, "ok");
    }

    private void twilio(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(body(exchange));
        take("twilio", "SMS", "to " + form.get("To") + ": " + form.get("Body"));
        answer(
                exchange,
                201,
                "{\"sid\":\"SM00000000000000000000000000000001\",\"status\":\"accepted\",\"error_code\":null,"
                        + "\"num_segments\":\"0\"}");
    }

    private void pagerDuty(HttpExchange exchange) throws IOException {
        String body = body(exchange);
        String summary = JsonText.of(body, "summary");
        take(
                "pagerduty",
                "PagerDuty",
                JsonText.of(body, "event_action") + " " + JsonText.of(body, "dedup_key")
                        + (summary.isEmpty() ? "" : ": " + summary));
        answer(exchange, 202, "{\"status\":\"success\",\"message\":\"Event processed\"}");
    }

    private void webhook(HttpExchange exchange) throws IOException {
        String body = body(exchange);
        take("webhook", "webhook", JsonText.of(body, "title") + " (" + body.length() + " characters of JSON)");
        answer(exchange, 204, "");
    }

    private void take(String channel, String service, String text) {
        accepted.merge(channel, 1, Integer::sum);
        narrator.received(service, text);
    }

    private int showMails() {
        MimeMessage[] mails = mail.getReceivedMessages();
        for (MimeMessage message : mails) {
            try {
                Multipart parts = (Multipart) message.getContent();
                narrator.received(
                        "mail",
                        message.getSubject() + "\n" + parts.getBodyPart(0).getContent());
            } catch (IOException | MessagingException e) {
                narrator.received("mail", "cannot be read: " + e.getMessage());
            }
        }
        return mails.length;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        mail.stop();
    }
}
