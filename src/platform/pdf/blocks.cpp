#include "platform/pdf/pdf.hpp"

#include <algorithm>

namespace motcua::pdf {

namespace {

Text one_run(std::string text, bool bold, bool italic)
{
    Text result;
    result.runs.push_back({std::move(text), bold, italic, false});
    return result;
}

}  // namespace

bool Text::empty() const
{
    return std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.text.empty(); });
}

Text bold(std::string text) { return one_run(std::move(text), true, false); }
Text italic(std::string text) { return one_run(std::move(text), false, true); }
Text bold_italic(std::string text) { return one_run(std::move(text), true, true); }

Text whole(Text text)
{
    for (auto& run : text.runs) run.whole = true;
    return text;
}

Text operator+(Text left, const Text& right)
{
    left.runs.insert(left.runs.end(), right.runs.begin(), right.runs.end());
    return left;
}

Block paragraph(Text text, Style style)
{
    Block block;
    block.kind = Block::Kind::text;
    block.text = std::move(text);
    block.style = style;
    return block;
}

Block gap(double height)
{
    Block block;
    block.length = height;
    return block;
}

Block rule(double width, Align align)
{
    Block block;
    block.kind = Block::Kind::rule;
    block.length = width;
    block.style.align = align;
    return block;
}

Block code(std::string content, double side, Align align)
{
    Block block;
    block.kind = Block::Kind::code;
    block.content = std::move(content);
    block.length = side;
    block.style.align = align;
    return block;
}

Block columns(std::vector<Column> list)
{
    Block block;
    block.kind = Block::Kind::columns;
    block.columns = std::move(list);
    return block;
}

Block together(double width, std::vector<Block> blocks)
{
    return columns({Column{width, std::move(blocks)}});
}

}  // namespace motcua::pdf
