#include <array>

#include "features/catalogue/rules.hpp"
#include "platform/text/text.hpp"

namespace motcua::catalogue {

namespace {

struct TypeWord {
    std::string_view written;
    std::string_view type;
};

// With marks or without any: "phương" is no "phường". Longer words stand before the shorter ones that begin like them.
constexpr std::array<TypeWord, 28> type_words{{
    {"thành phố ", "thanh pho"}, {"thanh pho ", "thanh pho"}, {"thị trấn ", "thi tran"}, {"thi tran ", "thi tran"}, {"thị xã ", "thi xa"},
    {"thi xa ", "thi xa"},       {"đặc khu ", "dac khu"},     {"dac khu ", "dac khu"},   {"phường ", "phuong"},     {"phuong ", "phuong"},
    {"huyện ", "huyen"},         {"huyen ", "huyen"},         {"quận ", "quan"},         {"quan ", "quan"},         {"tỉnh ", "tinh"},
    {"tinh ", "tinh"},           {"xã ", "xa"},               {"xa ", "xa"},             {"tp.", "thanh pho"},      {"tp ", "thanh pho"},
    {"tx.", "thi xa"},           {"tx ", "thi xa"},           {"tt.", "thi tran"},       {"tt ", "thi tran"},       {"p.", "phuong"},
    {"h.", "huyen"},             {"q.", "quan"},              {"x.", "xa"},
}};

}  // namespace

PlaceName place_name(std::string_view written)
{
    auto text = text::lower(text::trimmed(text::nfc(written)));
    for (const auto& word : type_words)
        if (text.starts_with(word.written)) return {std::string(word.type), text::fold(std::string_view(text).substr(word.written.size()))};
    return {"", text::fold(text)};
}

}  // namespace motcua::catalogue
