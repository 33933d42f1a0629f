#include "platform/text/text.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace motcua::text {

namespace {

constexpr char32_t replacement = 0xFFFD;

void require(UErrorCode error)
{
    if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU: ") + u_errorName(error));
}

const icu::Normalizer2& composer()
{
    static const icu::Normalizer2& instance = [] () -> const icu::Normalizer2& {
        auto error = U_ZERO_ERROR;
        const auto* found = icu::Normalizer2::getNFCInstance(error);
        require(error);
        return *found;
    }();
    return instance;
}

// How many bytes at the front are ASCII, eight at a time.
std::size_t ascii_prefix(std::string_view bytes)
{
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t chunk = 0;
        std::memcpy(&chunk, bytes.data() + at, 8);
        if (chunk & 0x8080808080808080u) break;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    return at;
}

char32_t next(std::string_view bytes, std::size_t& at)
{
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    UChar32 code = 0;
    U8_NEXT_OR_FFFD(bytes.data(), at, bytes.size(), code);
    return static_cast<char32_t>(code);
}

void append(std::string& out, char32_t code)
{
    char buffer[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(buffer, length, code);
    out.append(buffer, length);
}

std::string sanitised(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() + 8);
    for (std::size_t at = 0; at < bytes.size();) append(out, next(bytes, at));
    return out;
}

// How many bytes the character at the front takes if it is one that never takes part in a composition with another of
// its kind: Vietnamese as nearly everybody sends it, below U+0300 or from U+1EA0 to U+1EFF, dashes, quotation marks, ₫.
// 0 for all others.
std::size_t composed_prefix(std::string_view bytes)
{
    const auto byte = [bytes](std::size_t at) { return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u; };
    const auto lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xCB) return (byte(1) & 0xC0) == 0x80 ? 2 : 0;
    const auto pair = byte(1) << 8 | byte(2);
    if (lead == 0xE1) return (pair >= 0xBAA0 && pair <= 0xBABF) || (pair >= 0xBB80 && pair <= 0xBBBF) ? 3 : 0;
    if (lead == 0xE2) return (pair >= 0x8090 && pair <= 0x80A7) || pair == 0x82AB ? 3 : 0;
    return 0;
}

bool is_surely_composed(std::string_view bytes)
{
    bytes.remove_prefix(ascii_prefix(bytes));
    while (!bytes.empty()) {
        const auto length = composed_prefix(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::string composed(std::string_view valid)
{
    auto error = U_ZERO_ERROR;
    std::string out;
    icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(valid.size()));
    composer().normalizeUTF8(0, valid, sink, nullptr, error);
    require(error);
    return out;
}

char32_t folded_letter(UChar32 code)
{
    const auto low = static_cast<char32_t>(u_tolower(code));
    // Đ, and the Icelandic and African letters that look like it and are typed for it.
    return low == 0x111 || low == 0xF0 || low == 0x256 ? U'd' : low;
}

void append_folded(std::string& out, char32_t code)
{
    icu::UnicodeString parts;
    if (!composer().getDecomposition(static_cast<UChar32>(code), parts)) parts = static_cast<UChar32>(code);
    for (std::int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
        const auto part = parts.char32At(at);
        if (U_GET_GC_MASK(part) & (U_GC_M_MASK | U_GC_CF_MASK)) continue;
        append(out, u_isUWhiteSpace(part) ? U' ' : folded_letter(part));
    }
}

// What one code point folds to, at most three bytes. Reckoned once by the slow way for the blocks that hold
// Vietnamese text, composed or not, and ordinary punctuation.
class FoldTable {
public:
    struct Entry {
        std::uint8_t length = 0;
        char bytes[3] = {};
    };

    FoldTable()
    {
        for (char32_t code = 0; code < 0x20D0; ++code) {
            if (!holds(code)) continue;
            std::string folded;
            append_folded(folded, code);
            auto& entry = m_entries[index(code)];
            entry.length = static_cast<std::uint8_t>(folded.size());
            folded.copy(entry.bytes, sizeof entry.bytes);
        }
    }

    static bool holds(char32_t code) { return code < 0x370 || (code >= 0x1E00 && code < 0x1F00) || (code >= 0x2000 && code < 0x2070); }
    const Entry& operator[](char32_t code) const { return m_entries[index(code)]; }

private:
    static std::size_t index(char32_t code)
    {
        if (code < 0x370) return code;
        return code < 0x1F00 ? code - 0x1E00 + 0x370 : code - 0x2000 + 0x470;
    }

    std::array<Entry, 0x4E0> m_entries;
};

const FoldTable& fold_table()
{
    static const FoldTable table;
    return table;
}

// Appends to a folded text and keeps white space single.
class Folding {
public:
    explicit Folding(std::size_t size) { m_out.reserve(size); }

    void add(const char* bytes, std::size_t length)
    {
        if (length == 0) return;
        if (*bytes == ' ') {
            m_pending = !m_out.empty();
            return;
        }
        if (m_pending) m_out += ' ';
        m_pending = false;
        if (length == 1) m_out += *bytes;
        else m_out.append(bytes, length);
    }

    void add_any(char32_t code)
    {
        if (FoldTable::holds(code)) {
            const auto& entry = fold_table()[code];
            return add(entry.bytes, entry.length);
        }
        m_rare = true;
        std::string folded;
        append_folded(folded, code);
        add(folded.data(), folded.size());
    }

    // Only rare scripts can leave something to compose: the letters of Korean.
    std::string result() && { return m_rare ? composed(m_out) : std::move(m_out); }

private:
    std::string m_out;
    bool m_pending = false;
    bool m_rare = false;
};

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

enum class Case { lower, upper };

// One code point for one, in the blocks that hold Vietnamese letters; 0 where only ICU knows.
class CaseTable {
public:
    explicit CaseTable(Case to)
    {
        for (char32_t code = 0; code < 0x1F00; ++code)
            if (holds(code)) m_codes[index(code)] = mapped(code, to);
    }

    static bool holds(char32_t code) { return code < 0x250 || (code >= 0x1EA0 && code < 0x1F00); }
    char32_t operator[](char32_t code) const { return m_codes[index(code)]; }

private:
    static std::size_t index(char32_t code) { return code < 0x250 ? code : code - 0x1EA0 + 0x250; }

    static char16_t mapped(char32_t code, Case to)
    {
        if (code == 0xDF || code == 0x130 || code == 0x149 || code == 0x1F0) return 0;
        const auto letter = static_cast<UChar32>(code);
        return static_cast<char16_t>(to == Case::lower ? u_tolower(letter) : u_toupper(letter));
    }

    std::array<char16_t, 0x2B0> m_codes{};
};

std::string recased_by_icu(std::string_view valid, Case to)
{
    auto error = U_ZERO_ERROR;
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    if (to == Case::lower)
        icu::CaseMap::utf8ToLower("", 0, valid, sink, nullptr, error);
    else
        icu::CaseMap::utf8ToUpper("", 0, valid, sink, nullptr, error);
    require(error);
    return out;
}

std::string recased(std::string_view bytes, Case to)
{
    static const CaseTable tables[] = {CaseTable(Case::lower), CaseTable(Case::upper)};
    const auto& table = tables[static_cast<int>(to)];
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const auto code = next(bytes, at);
        const auto mapped = CaseTable::holds(code) ? table[code] : 0;
        if (mapped == 0 && code != 0) return recased_by_icu(sanitised(bytes), to);
        append(out, mapped);
    }
    return out;
}

bool is_trimmed_away(char32_t code)
{
    if (code < 0x80) return is_ascii_space(static_cast<char>(code));
    return code == 0xFEFF || code == 0x200B || u_isUWhiteSpace(static_cast<UChar32>(code));
}

bool is_word_character(char32_t code)
{
    if (code < 0x80) return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z');
    return u_isalnum(static_cast<UChar32>(code));
}

bool is_control(char32_t code)
{
    if (code < 0x20) return code != '\n' && code != '\t';
    return (code >= 0x7F && code <= 0x9F) || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

bool is_valid_utf8(std::string_view bytes)
{
    for (auto at = ascii_prefix(bytes); at < bytes.size();) {
        UChar32 code = 0;
        U8_NEXT(bytes.data(), at, bytes.size(), code);
        if (code < 0) return false;
    }
    return true;
}

std::string nfc(std::string_view bytes)
{
    if (is_surely_composed(bytes)) return std::string(bytes);
    return is_valid_utf8(bytes) ? composed(bytes) : composed(sanitised(bytes));
}

std::string fold(std::string_view bytes)
{
    Folding folding(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const char c = bytes[at];
        if (static_cast<unsigned char>(c) >= 0x80) {
            folding.add_any(next(bytes, at));
            continue;
        }
        const char folded = is_ascii_space(c) ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        folding.add(&folded, 1);
        ++at;
    }
    return std::move(folding).result();
}

std::vector<std::string> folded_words(std::string_view bytes)
{
    const auto folded = fold(bytes);
    std::vector<std::string> words;
    bool inside = false;
    for (std::size_t at = 0; at < folded.size();) {
        const auto from = at;
        if (!is_word_character(next(folded, at))) {
            inside = false;
            continue;
        }
        if (!inside) words.emplace_back();
        inside = true;
        words.back().append(folded, from, at - from);
    }
    return words;
}

std::size_t length(std::string_view bytes)
{
    std::size_t count = 0;
    for (const char c : nfc(bytes)) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string_view clipped(std::string_view bytes, std::size_t characters)
{
    std::size_t at = 0;
    while (at < bytes.size() && characters > 0) {
        next(bytes, at);
        --characters;
    }
    return bytes.substr(0, at);
}

std::string trimmed(std::string_view bytes)
{
    std::size_t from = bytes.size();
    std::size_t to = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto start = at;
        if (is_trimmed_away(next(bytes, at))) continue;
        from = std::min(from, start);
        to = at;
    }
    if (to == 0) return {};
    const auto kept = bytes.substr(from, to - from);
    return is_valid_utf8(kept) ? std::string(kept) : sanitised(kept);
}

std::string lower(std::string_view bytes) { return recased(bytes, Case::lower); }

std::string upper(std::string_view bytes) { return recased(bytes, Case::upper); }

std::string slug(std::string_view bytes)
{
    std::string out;
    bool inside = false;
    for (const char c : fold(bytes)) {
        const bool kept = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
        if (kept && !inside && !out.empty()) out += '-';
        if (kept) out += c;
        inside = kept;
    }
    return out;
}

bool has_control_characters(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();)
        if (is_control(next(bytes, at))) return true;
    return false;
}

}  // namespace motcua::text
