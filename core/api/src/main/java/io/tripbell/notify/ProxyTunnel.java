// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import io.tripbell.secret.Secret;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a connection leads through the host's egress proxy, by HTTP's CONNECT (RFC 9110, section 9.3.6): connect to
 * {@link #proxy}, write {@link #request}, read with {@link #readReply}, and go on as if connected to the target, TLS
 * included. Immutable.
 */
public final class ProxyTunnel {
    private static final int LONGEST_REPLY = 8 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
    private static final int LOGIN_WANTED = 407;

    private final InetSocketAddress proxy;
    private final String target;
    private final Optional<Login> login;

    /**
     * Who logs in at the proxy.
     *
     * @param user printable ASCII without a colon
     * @param password read anew for each connection
     */
    public record Login(String user, Secret password) {
        public Login {
            if (!user.matches("[\\x21-\\x7e&&[^:]]{1,200}"))
                throw new IllegalArgumentException(
                        "a proxy's user is 1 to 200 printable ASCII characters without a colon");
            Objects.requireNonNull(password, "password");
        }
    }

    /**
     * A tunnel.
     *
     * @param proxy a resolved address
     * @param host the target as the proxy is to see it: a checked address, or a name that the proxy resolves and checks
     * @param port the target's
     */
    public ProxyTunnel(InetSocketAddress proxy, String host, int port, Optional<Login> login) {
        if (proxy.isUnresolved()) throw new IllegalArgumentException("the proxy's address must be resolved");
        this.proxy = proxy;
        this.target = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        this.login = login;
    }

    /** Where to connect. */
    public InetSocketAddress proxy() {
        return proxy;
    }

    /**
     * What to write first.
     *
     * @param reveal {@link Attempt#reveal}
     * @throws SecretUnavailableException when the password cannot be had; let it pass
     */
    public byte[] request(Function<Secret, String> reveal) {
        String head = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n"
                + login.map(who -> authorization(who, reveal)).orElse("") + "\r\n";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String authorization(Login who, Function<Secret, String> reveal) {
        byte[] both = (who.user() + ":" + reveal.apply(who.password())).getBytes(StandardCharsets.UTF_8);
        return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(both) + "\r\n";
    }

    /**
     * Reads the proxy's reply to its last byte and none beyond, at most 8 KiB.
     *
     * @param in bounds each read in time
     * @throws ProxyRefusedException when there is no connection, saying what to do
     */
    public static void readReply(InputStream in) throws IOException {
        String status = line(in, LONGEST_REPLY);
        Matcher read = STATUS.matcher(status);
        if (!read.matches())
            throw new ProxyRefusedException("PROXY_FAILED", "the egress proxy speaks no HTTP/1.1", true);
        int left = LONGEST_REPLY - status.length();
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) left -= line.length() + 1;
        refuse(Integer.parseInt(read.group(1)));
    }

    private static void refuse(int status) throws ProxyRefusedException {
        if (status >= 200 && status < 300) return;
        if (status == LOGIN_WANTED)
            throw new ProxyRefusedException(
                    "PROXY_LOGIN_REFUSED", "the egress proxy answered 407; check egressProxyLogin(...)", true);
        if (status >= 400 && status < 500)
            throw new ProxyRefusedException(
                    "PROXY_REFUSED", "the egress proxy answered " + status + "; its own rules forbid the target", true);
        throw new ProxyRefusedException(
                "PROXY_FAILED", "the egress proxy answered " + status + " and made no connection", false);
    }

    private static String line(InputStream in, int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException("the egress proxy hung up");
            if (line.length() >= longest)
                throw new ProxyRefusedException("PROXY_FAILED", "the egress proxy's reply has no end", false);
            line.append((char) next);
        }
        int end = line.length() - 1;
        if (end >= 0 && line.charAt(end) == '\r') line.setLength(end);
        return line.toString();
    }

    /** Neither the target nor the login. */
    @Override
    public String toString() {
        return "a tunnel through the egress proxy";
    }
}
