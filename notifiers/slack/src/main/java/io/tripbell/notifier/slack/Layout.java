// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Link;
import io.tripbell.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message as blocks. When there is more than Slack takes, title, small print and links keep their room, then text and code
 * theirs, and facts get what is left. A pure function.
 */
final class Layout {
    private static final int BUTTONS_TOGETHER = 2_000;
    private static final int LONGEST_SMALL_PRINT = 300;

    private final Message message;
    private final Budget budget = new Budget(SlackLimits.ALL_BLOCKS, SlackLimits.BLOCKS);

    private Layout(Message message) {
        this.message = message;
    }

    static List<Block> of(Message message, Optional<String> mention) {
        return new Layout(message).blocks(mention);
    }

    private List<Block> blocks(Optional<String> mention) {
        Optional<Block> header = take(new Block.Header(TextObject.plain(Heading.title(message), SlackLimits.HEADER)));
        Optional<Block> smallPrint =
                take(new Block.Context(TextObject.plain(Heading.smallPrint(message), LONGEST_SMALL_PRINT)));
        Optional<Block> ping = mention.flatMap(who -> take(new Block.Section(TextObject.markup(who))));
        Optional<Block> links = links();
        Optional<Block> buttons = buttons();
        Optional<Block> text = text();
        Optional<Block> code = code();
        List<Block> facts = FactTable.of(message.facts(), budget);

        List<Block> inOrder = new ArrayList<>();
        header.ifPresent(inOrder::add);
        ping.ifPresent(inOrder::add);
        text.ifPresent(inOrder::add);
        inOrder.addAll(facts);
        code.ifPresent(inOrder::add);
        links.ifPresent(inOrder::add);
        buttons.ifPresent(inOrder::add);
        smallPrint.ifPresent(inOrder::add);
        return inOrder;
    }

    private Optional<Block> text() {
        String text = Legible.of(message.text()).strip();
        if (text.isEmpty()) return Optional.empty();
        return take(new Block.Section(TextObject.plain(text, budget.atMost(SlackLimits.SECTION))));
    }

    private Optional<Block> code() {
        String code = message.code().map(Legible::of).map(String::stripTrailing).orElse("");
        if (code.isBlank()) return Optional.empty();
        return take(new Block.Section(TextObject.markup(Mrkdwn.code(code, budget.atMost(SlackLimits.SECTION)))));
    }

    private Optional<Block> links() {
        StringBuilder lines = new StringBuilder();
        List<Link> all = new ArrayList<>(message.links());
        message.actions().stream()
                .filter(action -> !Block.Buttons.canHold(action))
                .forEach(all::add);
        for (Link link : all) {
            String line = Mrkdwn.link(link);
            String next = lines.isEmpty() ? line : "\n" + line;
            if (lines.length() + next.length() <= SlackLimits.SECTION) lines.append(next);
        }
        if (lines.isEmpty()) return Optional.empty();
        return take(new Block.Section(TextObject.markup(lines.toString())));
    }

    private Optional<Block> buttons() {
        List<Link> fitting = new ArrayList<>();
        int size = 0;
        for (Link action : message.actions()) {
            int more = Block.Buttons.size(action);
            boolean fits = fitting.size() < SlackLimits.BUTTONS
                    && Block.Buttons.canHold(action)
                    && size + more <= BUTTONS_TOGETHER;
            if (!fits) continue;
            fitting.add(action);
            size += more;
        }
        return fitting.isEmpty() ? Optional.empty() : take(new Block.Buttons(fitting));
    }

    private Optional<Block> take(Block block) {
        return budget.take(block);
    }
}
