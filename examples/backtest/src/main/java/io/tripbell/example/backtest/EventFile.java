// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import io.tripbell.event.Event;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file, one JSON object a line, read while they are asked for. Bad lines are passed over and remembered; after
 * 20 of them the reading ends. Not thread-safe.
 */
final class EventFile implements Iterator<Event>, Closeable {
    private static final int MOST_BAD_LINES = 20;

    private final String name;
    private final LineReader lines;
    private final OpenLineageRuns openLineage;
    private final List<BadLine> bad = new ArrayList<>();
    private @Nullable Event next;

    private EventFile(Path file, LineReader lines, OpenLineageRuns openLineage) {
        this.name = file.toString();
        this.lines = lines;
        this.openLineage = openLineage;
    }

    static EventFile open(Options options) throws IOException {
        Path file = options.file();
        if (Files.isDirectory(file)) throw new IOException(file + " is a folder");
        if (!Files.exists(file)) throw new IOException(file + " does not exist");
        LineReader lines = new LineReader(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        return new EventFile(file, lines, new OpenLineageRuns(options.runsByJob()));
    }

    @Override
    public boolean hasNext() {
        while (next == null && !lines.atEnd() && bad.size() < MOST_BAD_LINES) next = readLine();
        return next != null;
    }

    @Override
    public Event next() {
        if (!hasNext() || next == null) throw new NoSuchElementException();
        Event event = next;
        next = null;
        return event;
    }

    /** Null for a line without an event. */
    private @Nullable Event readLine() {
        try {
            byte[] line = lines.next();
            if (lines.isTooLong())
                throw new FieldException("", null, "is longer than " + LineReader.LONGEST_LINE + " bytes");
            return isBlank(line) ? null : event(line).orElse(null);
        } catch (FieldException e) {
            bad.add(e.inLine(lines.line()));
        } catch (IllegalArgumentException e) {
            // What the event's own builder refuses, InvalidEventException included.
            bad.add(new BadLine(lines.line(), "", null, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    private Optional<Event> event(byte[] line) {
        Fields fields = Fields.of(JsonObjects.read(line));
        return OpenLineageRuns.wrote(fields) ? openLineage.read(fields) : Optional.of(RecordedEvents.read(fields));
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) if (each != ' ' && each != '\t' && each != '\r') return false;
        return true;
    }

    /**
     * Tells of bad lines.
     *
     * @throws BadFileException naming each
     */
    void throwIfBad() {
        if (!bad.isEmpty()) throw new BadFileException(name, bad, lines.atEnd());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
