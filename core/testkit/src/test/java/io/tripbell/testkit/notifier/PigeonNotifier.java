// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripbell.message.Message;
import io.tripbell.message.Texts;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.EgressRoute;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.ProxyTunnel;
import io.tripbell.notify.SendResult;
import io.tripbell.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Posts to a loft, one connection a message. Open to faulty heirs. */
class PigeonNotifier implements Notifier {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2}) .*");
    private static final Pattern WAIT = Pattern.compile("(?im)^retry-after: ([0-9]{1,10})$");

    private final URI loft;
    private final Secret token;
    private final NotifierContext context;
    private final Set<SocketChannel> flying = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    PigeonNotifier(URI loft, Secret token, NotifierContext context) {
        this.loft = loft;
        this.token = token;
        this.context = context;
    }

    @Override
    public SendResult send(Message message, Attempt attempt) {
        boolean begun = false;
        String secret = secret(attempt);
        try (SocketChannel channel = SocketChannel.open()) {
            flying.add(channel);
            if (closed) return SendResult.transientFailure("CLOSED", "the channel is closed", Exchange.none());
            EgressRoute route = route();
            channel.connect(route.connectTo());
            if (route.tunnel().isPresent()) open(route.tunnel().get(), channel, attempt);
            begin(attempt);
            begun = true;
            byte[] request = request(message, secret);
            channel.socket().getOutputStream().write(request);
            return result(head(channel));
        } catch (UnknownHostException | ConnectException e) {
            return SendResult.transientFailure("NOT_CONNECTED", "the loft cannot be reached", Exchange.none());
        } catch (IOException e) {
            if (!begun) return SendResult.transientFailure("NOT_CONNECTED", "no connection", Exchange.none());
            return SendResult.ambiguous("NO_ANSWER", "the loft gave no whole answer", Exchange.none());
        } finally {
            flying.removeIf(channel -> !channel.isOpen());
        }
    }

    String secret(Attempt attempt) {
        return attempt.reveal(token);
    }

    EgressRoute route() throws IOException {
        return context.egress().routes(loft.getHost(), loft.getPort()).get(0);
    }

    private void open(ProxyTunnel tunnel, SocketChannel channel, Attempt attempt) throws IOException {
        channel.socket().getOutputStream().write(tunnel.request(attempt::reveal));
        channel.socket().setSoTimeout((int) Math.min(timeout().toMillis(), 1_000_000));
        ProxyTunnel.readReply(channel.socket().getInputStream());
    }

    void begin(Attempt attempt) {
        attempt.begin();
    }

    byte[] request(Message message, String secret) {
        byte[] body = body(message).getBytes(UTF_8);
        String head = "POST " + loft.getPath() + " HTTP/1.1\r\nHost: " + loft.getAuthority() + "\r\nX-Token: " + secret
                + "\r\nContent-Length: " + body.length + "\r\n" + moreHeaders(message) + "Connection: close\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    String body(Message message) {
        return Texts.cut(message.title() + "\n" + message.text(), 2_000);
    }

    String moreHeaders(Message message) {
        return "";
    }

    /** The head of the answer. */
    String head(SocketChannel channel) throws IOException {
        long deadline = System.nanoTime() + timeout().toNanos();
        InputStream in = channel.socket().getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) throw new IOException("too slow");
            channel.socket().setSoTimeout((int) Math.min(left, 1_000_000));
            int next = in.read();
            if (next < 0 || head.length() > 16_384) throw new IOException("no whole head");
            head.append((char) next);
        }
        return head.toString().replace("\r", "");
    }

    Duration timeout() {
        return context.attemptTimeout();
    }

    SendResult result(String head) throws IOException {
        Matcher line = STATUS.matcher(head.substring(0, head.indexOf('\n')));
        if (!line.matches()) throw new IOException("no status");
        int status = Integer.parseInt(line.group(1));
        Exchange exchange = new Exchange("POST a pigeon", "" + status);
        if (status < 200) throw new IOException("only half an answer");
        if (status < 300) return SendResult.accepted(exchange);
        if (status < 400 || status == 401)
            return SendResult.configurationError("HTTP_" + status, "the loft wants something else", exchange);
        if (status != 429 && status < 500) return SendResult.rejected("HTTP_" + status, "the loft says no", exchange);
        Matcher wait = WAIT.matcher(head);
        return SendResult.transientFailure("HTTP_" + status, "the loft is busy", exchange)
                .after(wait.find() ? Duration.ofSeconds(Long.parseLong(wait.group(1))) : null);
    }

    @Override
    public String destination(String recipient) {
        return loft.getAuthority();
    }

    @Override
    public void close() {
        closed = true;
        for (SocketChannel channel : flying) closeQuietly(channel);
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            return;
        }
    }
}
