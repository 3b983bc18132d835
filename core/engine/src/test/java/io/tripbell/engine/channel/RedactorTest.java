// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String SLACK = "https://hooks.slack.com/services/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";

    @ParameterizedTest
    @DisplayName("T43: no reading of a secret survives that a service may make of it")
    @MethodSource("readings")
    void replacesWhatAServiceMadeOfASecret(String secret, String repeated, String never) {
        String clean = Redactor.of(List.of(secret)).redact("wrong: " + repeated + " !");

        assertThat(clean).startsWith("wrong: ").endsWith(" !").contains("***").doesNotContain(never);
    }

    static Stream<Arguments> readings() {
        String address = "https://hooks.example/hook/Ab%2BcdEfGh%3DijKlMn%2FopQrStUv";
        String key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        byte[] keyBytes = Base64.getDecoder().decode(key);
        String umlauts = "s\u00e4cr\u00eat-p\u00e4ssw\u00f6rd-42";
        byte[] latin1 = umlauts.getBytes(StandardCharsets.ISO_8859_1);
        String soft = "soft\u00adhyphen-secret-1234";
        return Stream.of(
                Arguments.of(address, "/hook/Ab+cdEfGh=ijKlMn/opQrStUv", "opQrSt"),
                Arguments.of(address, "no Ab+cdEfGh=ijKlMn/opQrStUv here", "opQrSt"),
                Arguments.of("tok%2Fen%20abcdef", "tok/en abcdef", "abcdef"),
                Arguments.of("whsec_" + key, key, key.substring(8)),
                Arguments.of("whsec_" + key, HexFormat.of().formatHex(keyBytes), "c28bf4"),
                Arguments.of(
                        "whsec_" + key, "x" + HexFormat.of().withUpperCase().formatHex(keyBytes), "C28BF4"),
                Arguments.of(umlauts, new String(latin1, StandardCharsets.UTF_8), "rd-42"),
                Arguments.of(
                        umlauts,
                        new String(umlauts.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                        "rd-42"),
                Arguments.of(umlauts, Base64.getEncoder().encodeToString(latin1), "c3N3"),
                Arguments.of(umlauts, HexFormat.of().formatHex(latin1), "2d3432"),
                Arguments.of(soft, soft, "hyphen"),
                Arguments.of(soft, "soft hyphen-secret-1234", "secret"),
                Arguments.of(soft, "softhyphen-secret-1234", "secret"));
    }

    @ParameterizedTest
    @DisplayName("T41: no spelling of a random secret survives")
    @MethodSource("spellings")
    void replacesEverySpelling(String spelling, String spelled) {
        String secret = spelling.split("\t", -1)[1];
        String text = "before " + spelled + " after";

        String clean = Redactor.of(List.of(secret)).redact(text);

        assertThat(clean)
                .startsWith("before ")
                .endsWith(" after")
                .contains("***")
                .doesNotContain(spelled);
        assertThat(clean.length()).as(clean).isLessThan("before  after".length() + 3 + 6);
    }

    static Stream<Arguments> spellings() {
        Random random = new Random(41);
        return Stream.generate(() -> randomSecret(random))
                .limit(20)
                .flatMap(secret -> Stream.of(
                        of("plain", secret, secret),
                        of("form", secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)),
                        of(
                                "path",
                                secret,
                                URLEncoder.encode(secret, StandardCharsets.UTF_8)
                                        .replace("+", "%20")),
                        of("lower", secret, lowerPercent(secret)),
                        of("all percent", secret, allPercent(secret)),
                        of("json", secret, json(secret)),
                        of("all json", secret, allJson(secret)),
                        of("html", secret, html(secret)),
                        of("base64", secret, base64(secret, "", "")),
                        of("base64url", secret, Base64.getUrlEncoder().encodeToString(bytes(secret))),
                        of("base64 unpadded", secret, base64(secret, "", "").replace("=", "")),
                        of("hex", secret, HexFormat.of().formatHex(bytes(secret))),
                        of("HEX", secret, HexFormat.of().withUpperCase().formatHex(bytes(secret)))));
    }

    @ParameterizedTest
    @DisplayName("T41: Base64 of a user and a secret, in each of the three alignments")
    @ValueSource(strings = {"", "a", "ab", "abc", "user:", "longer-user:"})
    void findsASecretInsideALongerBase64Text(String user) {
        String secret = "s3cr3t-Pa55word!";
        for (String after : List.of("", "x", "xy", "\0")) {
            String encoded = base64(secret, user, after);

            String clean = Redactor.of(List.of(secret)).redact("Basic " + encoded);

            byte[] shown = bytes(clean.replace("Basic ", "").replace("***", ""));
            assertThat(clean).contains("***");
            assertThat(shown.length)
                    .as(clean)
                    .isLessThanOrEqualTo(base64("", user, after).length() + 6);
        }
    }

    @Test
    @DisplayName("T43: a beginning of 8 characters gives it away, one of 7 does not")
    void replacesBeginningsOfEightCharacters() {
        Redactor redactor = Redactor.of(List.of("xoxb-1234567890-abcdef"));

        assertThat(redactor.redact("token xoxb-123... is bad")).isEqualTo("token ***... is bad");
        assertThat(redactor.redact("token xoxb-1234567890-ab")).isEqualTo("token ***");
        assertThat(redactor.redact("token xoxb-12... is bad")).isEqualTo("token xoxb-12... is bad");
    }

    @Test
    void replacesAShortSecretOnlyAsAWholeAndAVeryShortOneNotAtAll() {
        assertThat(Redactor.of(List.of("pass5")).redact("pass5 pass")).isEqualTo("*** pass");
        assertThat(Redactor.of(List.of("abc", "")).redact("abc")).isEqualTo("abc");
    }

    @ParameterizedTest
    @DisplayName("T41: an address shows its host and nothing that opens it")
    @CsvSource(
            delimiter = '|',
            value = {
                SLACK + " | https://hooks.slack.com/***",
                "POST " + SLACK + " failed | POST https://hooks.slack.com/*** failed",
                "POST https://hooks.slack.com/services/T*** | POST https://hooks.slack.com/services/T***",
                "https://hooks.slack.com/services/T0AB1CD2E/B0... | https://hooks.slack.com/***...",
                "https://hooks.slack.com/api/chat | https://hooks.slack.com/api/chat",
                "GET /services/T0AB1CD2E/B0FG3HI4J/kLmN5oPqR6sTuV7wXyZ8aBcD 404 | GET /*** 404",
                "no_service: kLmN5oPqR6sTuV7wXyZ8aBcD | no_service: ***",
                "no_service: kLmN5oPqR6sT... | no_service: ***...",
                "the services are fine, see https://status.slack.com | the services are fine, see https://status.slack.com"
            })
    void showsTheHostOfASecretAddress(String text, String expected) {
        assertThat(Redactor.of(List.of(SLACK)).redact(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName(
            "T41: what opens an address is found encoded too, also where a service repeats only the path of a request")
    @ValueSource(strings = {"", "x", "xy"})
    void findsThePathOfASecretAddressEncoded(String before) {
        String path = SLACK.substring("https://hooks.slack.com".length());
        Redactor redactor = Redactor.of(List.of(SLACK));

        String encoded = redactor.redact(base64(path, before, " is gone"));
        String hex = redactor.redact(HexFormat.of().formatHex(bytes(before + path + " is gone")));
        String last = redactor.redact(base64("kLmN5oPqR6sTuV7wXyZ8aBcD", before, " is gone"));

        assertThat(List.of(encoded, hex, last))
                .allSatisfy(text -> assertThat(text).contains("***").hasSizeLessThan(40));
    }

    @Test
    void doesNotTakeEveryAddressForASecretOne() {
        Redactor redactor = Redactor.of(List.of("https://user:pa55w0rd@host.example", "https://host.example"));

        assertThat(redactor.redact("see https://example.com/docs")).isEqualTo("see https://example.com/docs");
        assertThat(redactor.redact("https://user:pa55w0rd@host.example/x")).isEqualTo("https://***/x");
    }

    @Test
    void replacesTheLongestOfSeveralSecrets() {
        Redactor redactor = Redactor.of(List.of("token-one", "token-one-and-more"));

        assertThat(redactor.redact("a token-one-and-more b token-one c")).isEqualTo("a *** b *** c");
    }

    @Test
    void leavesOtherTextAlone() {
        Redactor redactor = Redactor.of(List.of("xoxb-1234567890", SLACK));

        for (String text : List.of("", "100% of \\ & + **** nothing", "\ud83d\ude00 50 %", "a****b"))
            assertThat(redactor.redact(text)).isEqualTo(text);
        assertThat(Redactor.of(List.of()).redact("x")).isEqualTo("x");
        assertThat(redactor.finds("x xoxb-1234567890")).isTrue();
        assertThat(redactor.finds("x")).isFalse();
        assertThat(redactor).asString().doesNotContain("xoxb");
    }

    @Test
    void copesWithASecretOf64KiBAndATextFullOfItsBeginning() {
        String secret = "aB3$".repeat(16 * 1024);

        assertThat(Redactor.of(List.of(secret)).redact("<" + secret + ">")).isEqualTo("<***>");
        assertThat(Redactor.of(List.of(secret)).redact("%".repeat(2_000) + "a".repeat(2_000)))
                .hasSize(4_000);
    }

    private static Arguments of(String how, String secret, String spelled) {
        return Arguments.of(how + "\t" + secret, spelled);
    }

    private static String randomSecret(Random random) {
        String alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=&<>\"'\\ %~:;,\u00fc\u20ac";
        return "k"
                + IntStream.range(0, 8 + random.nextInt(60))
                        .mapToObj(i -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                        .collect(Collectors.joining())
                + "\ud83d\ude00z";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String secret, String before, String after) {
        return Base64.getEncoder().encodeToString(bytes(before + secret + after));
    }

    private static String lowerPercent(String secret) {
        return Pattern.compile("%[0-9A-F]{2}")
                .matcher(URLEncoder.encode(secret, StandardCharsets.UTF_8))
                .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
    }

    private static String allPercent(String secret) {
        StringBuilder all = new StringBuilder();
        for (byte one : bytes(secret)) all.append(String.format("%%%02X", one));
        return all.toString();
    }

    private static String json(String secret) {
        return secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
    }

    private static String allJson(String secret) {
        return secret.chars().mapToObj(c -> String.format("\\u%04X", c)).collect(Collectors.joining());
    }

    private static String html(String secret) {
        return secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("=", "&#x3D;");
    }
}
