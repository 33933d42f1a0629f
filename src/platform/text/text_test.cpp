#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "platform/text/text.hpp"
#include "source_path.hpp"

using namespace motcua;

namespace {

std::string utf8(unsigned long code)
{
    const auto tail = [](unsigned long bits) { return static_cast<char>(0x80 | (bits & 63)); };
    if (code < 0x80) return {static_cast<char>(code)};
    if (code < 0x800) return {static_cast<char>(0xC0 | (code >> 6)), tail(code)};
    return {static_cast<char>(0xE0 | (code >> 12)), tail(code >> 6), tail(code)};
}

// The texts between quotation marks of a flat JSON file. The reader of platform/json would compose them, and half of
// these cases are about text that is not composed.
std::vector<std::string> texts_of_json(const std::string& path)
{
    std::ifstream file(path);
    const std::string source{std::istreambuf_iterator<char>(file), {}};
    std::vector<std::string> texts;
    bool inside = false;
    for (std::size_t at = 0; at < source.size(); ++at) {
        const char c = source[at];
        if (c == '"') {
            inside = !inside;
            if (inside) texts.emplace_back();
        } else if (inside && c == '\\' && source[at + 1] == 'u') {
            texts.back() += utf8(std::stoul(source.substr(at + 2, 4), nullptr, 16));
            at += 5;
        } else if (inside && c == '\\') {
            const std::string_view names = "nrtbf";
            const auto which = names.find(source[++at]);
            texts.back() += which == names.npos ? source[at] : "\n\r\t\b\f"[which];
        } else if (inside) {
            texts.back() += c;
        }
    }
    return texts;
}

}  // namespace

TEST_CASE("folding agrees with the cases that the browser's copy is tested on")
{
    const auto texts = texts_of_json(motcua::testing::source_path("src/platform/text/fold_cases.json"));
    REQUIRE(texts.size() > 100);
    REQUIRE(texts.size() % 4 == 0);
    for (std::size_t at = 0; at < texts.size(); at += 4) {
        REQUIRE(texts[at] == "input");
        REQUIRE(texts[at + 2] == "expected");
        CAPTURE(texts[at + 1]);
        CHECK(text::fold(texts[at + 1]) == texts[at + 3]);
        CHECK(text::fold(texts[at + 3]) == texts[at + 3]);
    }
}

TEST_CASE("every code point folds and composes alike alone and among others, and only once")
{
    for (char32_t code = 0x80; code < 0x2100; ++code) {
        CAPTURE(static_cast<unsigned>(code));
        const auto one = utf8(code);
        const auto folded = text::fold(one);
        REQUIRE(text::is_valid_utf8(folded));
        REQUIRE(text::fold(folded) == folded);
        const bool is_space = text::fold("a" + one + "b") == "a b";
        // The Korean letter leaves the table for the slow way.
        REQUIRE(text::nfc("o" + one + "가") == text::nfc("o" + one) + "가");
        REQUIRE(text::fold("x" + one + "가") == "x" + (is_space ? " " : folded) + "가");
    }
}

TEST_CASE("UTF-8 is checked strictly")
{
    CHECK(text::is_valid_utf8(""));
    CHECK(text::is_valid_utf8("Xã Tân Minh, 8 ký tự trở lên"));
    CHECK(text::is_valid_utf8("\xF0\x9F\x91\xA9"));
    CHECK_FALSE(text::is_valid_utf8("\xC0\x80"));              // Overlong.
    CHECK_FALSE(text::is_valid_utf8("\xE0\x9F\xBF"));          // Overlong.
    CHECK_FALSE(text::is_valid_utf8("\xED\xA0\x80"));          // A surrogate.
    CHECK_FALSE(text::is_valid_utf8("\xF4\x90\x80\x80"));      // Beyond U+10FFFF.
    CHECK_FALSE(text::is_valid_utf8("abcdefgh\xC3"));          // Cut off.
    CHECK_FALSE(text::is_valid_utf8("\x80"));
    CHECK_FALSE(text::is_valid_utf8("12345678901234567890\xFF"));
    CHECK_FALSE(text::is_valid_utf8("Nguy\xEAn"));             // Latin-1 from an old scanner.
}

TEST_CASE("composition turns what macOS sends into what everybody else sends")
{
    CHECK(text::nfc("Nguye\xCC\x82\xCC\x83n") == "Nguyễn");
    CHECK(text::nfc("Nguyễn") == "Nguyễn");
    CHECK(text::nfc("plain") == "plain");
    CHECK(text::nfc("u\xCC\x9B\xCC\xA3") == "ự");
    CHECK(text::nfc("\xE2\x84\xAA") == "K");                   // The Kelvin sign.
    CHECK(text::nfc("“Ủy” – 5 ₫…") == "“Ủy” – 5 ₫…");
    CHECK(text::nfc("\xE2\x80\x81") == "\xE2\x80\x83");        // One of the spaces that Unicode has twice.
    CHECK(text::nfc("o\xCC\xA3\xCC\x82") == "ộ");              // Marks in either order.
    CHECK(text::nfc("o\xCC\x82\xCC\xA3") == "ộ");
}

TEST_CASE("bytes that are not UTF-8 become replacement characters and nothing else changes")
{
    CHECK(text::nfc("a\xFFz") == "a\uFFFDz");
    CHECK(text::fold("A\xFF Z") == "a\uFFFD z");
    CHECK(text::lower("A\xC3") == "a\uFFFD");
    CHECK(text::upper("đ\xE1\xBA") == "Đ\uFFFD");
    CHECK(text::trimmed(" \xFF ") == "\uFFFD");
    CHECK(text::length("\xFF\xFE") == 2);
}

TEST_CASE("folded words leave punctuation out")
{
    CHECK(text::folded_words("Cấp lại, sửa đổi (bổ sung): GIẤY PHÉP!") ==
          std::vector<std::string>{"cap", "lai", "sua", "doi", "bo", "sung", "giay", "phep"});
    CHECK(text::folded_words("1.001193") == std::vector<std::string>{"1", "001193"});
    CHECK(text::folded_words("  …  ").empty());
    CHECK(text::folded_words("Ёлка-42") == std::vector<std::string>{"елка", "42"});
}

TEST_CASE("length counts characters, however they are composed")
{
    CHECK(text::length("") == 0);
    CHECK(text::length("Tiếng Việt") == 10);
    CHECK(text::length("Tie\xCC\x82\xCC\x81ng") == 5);
    CHECK(text::length("👩") == 1);
}

TEST_CASE("clipping never cuts a character in two")
{
    CHECK(text::clipped("Tiếng Việt", 3) == "Tiế");
    CHECK(text::clipped("Tiếng", 0).empty());
    CHECK(text::clipped("Tiếng", 5) == "Tiếng");
    CHECK(text::clipped("Tiếng", 99) == "Tiếng");
}

TEST_CASE("trimming takes every kind of white space from both ends")
{
    CHECK(text::trimmed("  Nguyễn Văn Mẫu \r\n") == "Nguyễn Văn Mẫu");
    CHECK(text::trimmed("\xC2\xA0\xE3\x80\x80\xEF\xBB\xBFx y\xE2\x80\x8B") == "x y");
    CHECK(text::trimmed(" \t ").empty());
    CHECK(text::trimmed("").empty());
}

TEST_CASE("case changes every Vietnamese letter")
{
    const std::string small = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ";
    const std::string capital = "AÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬBCDĐEÉÈẺẼẸÊẾỀỂỄỆGHIÍÌỈĨỊKLMNOÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢPQRSTUÚÙỦŨỤƯỨỪỬỮỰVXYÝỲỶỸỴ";
    CHECK(text::lower(capital) == small);
    CHECK(text::upper(small) == capital);
    CHECK(text::lower(small) == small);
    CHECK(text::upper(capital) == capital);
    CHECK(text::upper("straße 1") == "STRASSE 1");
    CHECK(text::upper("σίσυφος") == "ΣΊΣΥΦΟΣ");
    CHECK(text::lower(std::string_view("A\0B", 3)) == std::string_view("a\0b", 3));
}

TEST_CASE("a slug has only small letters, digits and single hyphens")
{
    CHECK(text::slug("Xã Tân Minh") == "xa-tan-minh");
    CHECK(text::slug("  Phường  Đồ Sơn (số 1) ") == "phuong-do-son-so-1");
    CHECK(text::slug("Đặc khu Bạch Long Vĩ") == "dac-khu-bach-long-vi");
    CHECK(text::slug("…").empty());
}

TEST_CASE("control characters are found, line feed and tab are none")
{
    CHECK_FALSE(text::has_control_characters("dòng một\n\tdòng hai"));
    CHECK(text::has_control_characters(std::string_view("a\0b", 3)));
    CHECK(text::has_control_characters("a\rb"));
    CHECK(text::has_control_characters("\x1B[31m"));
    CHECK(text::has_control_characters("\x7F"));
    CHECK(text::has_control_characters("\xC2\x85"));
    CHECK(text::has_control_characters("tên\xE2\x80\xAEgpj.exe"));
    CHECK(text::has_control_characters("\xE2\x81\xA6"));
}
