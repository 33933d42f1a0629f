#include <array>

#include "features/catalogue/rules.hpp"
#include "platform/text/text.hpp"

namespace motcua::catalogue {

namespace {

struct TypeWord {
    std::string_view written;   // Folded
    std::string_view type;
};

// Longer words before the shorter ones that begin like them.
constexpr std::array<TypeWord, 20> type_words{{
    {"thanh pho ", "thanh pho"}, {"thi tran ", "thi tran"}, {"thi xa ", "thi xa"}, {"dac khu ", "dac khu"}, {"phuong ", "phuong"},
    {"huyen ", "huyen"},         {"quan ", "quan"},         {"tinh ", "tinh"},     {"xa ", "xa"},           {"tp. ", "thanh pho"},
    {"tp.", "thanh pho"},        {"tp ", "thanh pho"},      {"tx.", "thi xa"},     {"tx ", "thi xa"},       {"tt.", "thi tran"},
    {"tt ", "thi tran"},         {"p.", "phuong"},          {"h.", "huyen"},       {"q.", "quan"},          {"x.", "xa"},
}};

}  // namespace

PlaceName place_name(std::string_view written)
{
    auto folded = text::fold(written);
    for (const auto& word : type_words)
        if (folded.starts_with(word.written)) return {std::string(word.type), text::trimmed(std::string_view(folded).substr(word.written.size()))};
    return {"", folded};
}

}  // namespace motcua::catalogue
