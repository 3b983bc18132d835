// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of a file are not events; the message names each. */
final class BadFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadFileException(String file, List<BadLine> lines, boolean wholeFile) {
        super(lines.stream()
                .map(BadLine::toString)
                .collect(Collectors.joining(
                        "\n",
                        file + " has lines that are not events, so nothing was counted:\n",
                        wholeFile ? "" : "\nand it was read no further")));
    }
}
