// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads one address. Stricter than RFC 3986: what two parsers could read in two ways is refused. */
final class UrlParser {
    private static final int LONGEST = 8_192;
    private static final int LONGEST_NAME = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern QUAD = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    // The JVM takes a quad in it with leading zeros, which others read as octal, and a group of five digits that begins
    // with 0.
    private static final Pattern IPV6 = Pattern.compile("(?!.*[0-9a-fA-F]{5})[0-9a-fA-F:]+(:" + QUAD.pattern() + ")?");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    // No group is repeated: the JVM would take a frame of its stack for each character.
    private static final Pattern TARGET =
            Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*)?(\\?[A-Za-z0-9._~!$&()*+,;=:@/?\\[\\]|%-]*)?");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern DOTS = Pattern.compile("/(\\.|%2[eE]){1,2}(/|$)");

    private final String url;
    private final boolean plainTextAllowed;

    UrlParser(String url, boolean plainTextAllowed) {
        this.url = url;
        this.plainTextAllowed = plainTextAllowed;
    }

    Endpoint parse() {
        if (url.length() > LONGEST) throw refused("URL_INVALID", "an address has at most " + LONGEST + " characters");
        boolean tls = isTls();
        String rest = url.substring(tls ? "https://".length() : "http://".length());
        if (rest.indexOf('#') >= 0) throw refused("URL_FRAGMENT_NOT_ALLOWED", "an address may have no #fragment");
        int end = endOfAuthority(rest);
        String authority = rest.substring(0, end);
        if (authority.indexOf('@') >= 0)
            throw refused("URL_USER_INFO_NOT_ALLOWED", "an address may name no user or password");
        int colon = startOfPort(authority);
        String host = host(colon < 0 ? authority : authority.substring(0, colon));
        int port = colon < 0 ? (tls ? 443 : 80) : port(authority.substring(colon + 1));
        return endpoint(tls, host, port, rest.substring(end));
    }

    private boolean isTls() {
        if (url.regionMatches(true, 0, "https://", 0, 8)) return true;
        if (!url.regionMatches(true, 0, "http://", 0, 7))
            throw refused("URL_SCHEME_NOT_ALLOWED", "an address must begin with https://");
        if (!plainTextAllowed)
            throw refused(
                    "URL_SCHEME_NOT_ALLOWED",
                    "an address must begin with https://; allowHttp() on the channel allows http://");
        return false;
    }

    private static int endOfAuthority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '/' || c == '?') return i;
        }
        return rest.length();
    }

    private static int startOfPort(String authority) {
        int bracket = authority.indexOf(']');
        return authority.indexOf(':', Math.max(bracket, 0));
    }

    private static String host(String host) {
        if (host.startsWith("[") && host.endsWith("]")) return ipv6(host.substring(1, host.length() - 1));
        String name = host.toLowerCase(Locale.ROOT);
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (NUMBER.matcher(last).matches()) return dottedQuad(name);
        if (name.isEmpty() || name.length() > LONGEST_NAME) throw hostRefused();
        for (String label : name.split("\\.", -1)) if (!LABEL.matcher(label).matches()) throw hostRefused();
        return name;
    }

    private static String dottedQuad(String name) {
        if (!QUAD.matcher(name).matches()) throw hostRefused();
        for (String part : name.split("\\.", -1)) if (Integer.parseInt(part) > 255) throw hostRefused();
        return name;
    }

    /** The usual spelling; an address that only wraps an IPv4 one becomes that one, so that it is judged as such. */
    private static String ipv6(String text) {
        if (text.length() < 2 || !IPV6.matcher(text).matches()) throw hostRefused();
        try {
            return InetAddress.getByName("[" + text + "]").getHostAddress();
        } catch (UnknownHostException e) {
            throw hostRefused();
        }
    }

    private static int port(String text) {
        if (!PORT.matcher(text).matches() || Integer.parseInt(text) > 65_535)
            throw refused("URL_PORT_INVALID", "a port is 1 to 65535, written once");
        return Integer.parseInt(text);
    }

    private static Endpoint endpoint(boolean tls, String host, int port, String target) {
        if (!TARGET.matcher(target).matches() || BROKEN_ESCAPE.matcher(target).find())
            throw refused(
                    "URL_INVALID", "path and query hold ASCII letters, digits and signs; percent-encode anything else");
        int question = target.indexOf('?');
        if (DOTS.matcher(question < 0 ? target : target.substring(0, question)).find())
            throw refused("URL_INVALID", "a path may have no part that is . or ..");
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        return new Endpoint(tls, host, port, path.isEmpty() ? "/" : path, query);
    }

    private static UrlRefusedException hostRefused() {
        return refused(
                "URL_HOST_INVALID",
                "a host is a name of ASCII letters, digits and hyphens (others as xn--...), four decimal numbers"
                        + " without leading zeros, or an IPv6 address in brackets without a zone");
    }

    private static UrlRefusedException refused(String code, String rule) {
        return new UrlRefusedException(code, rule);
    }
}
