#include "platform/text/vietnamese_typing.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "platform/text/text.hpp"

namespace motcua::text {

namespace {

struct Letter {
    char base = 0;        // a-z, 0-9; 0 for what is no letter of ours
    char shape = 0;       // '^' of â ê ô, '(' of ă, '\'' of ơ ư, '-' of đ
    int tone = 0;
};

struct Written {
    std::string_view text;
    Letter letter;
};

// The vowels that carry no tone, with their five toned forms after them.
constexpr std::array<std::array<std::string_view, 6>, 12> vowels{{
    {"a", "á", "à", "ả", "ã", "ạ"}, {"ă", "ắ", "ằ", "ẳ", "ẵ", "ặ"}, {"â", "ấ", "ầ", "ẩ", "ẫ", "ậ"}, {"e", "é", "è", "ẻ", "ẽ", "ẹ"},
    {"ê", "ế", "ề", "ể", "ễ", "ệ"}, {"i", "í", "ì", "ỉ", "ĩ", "ị"}, {"o", "ó", "ò", "ỏ", "õ", "ọ"}, {"ô", "ố", "ồ", "ổ", "ỗ", "ộ"},
    {"ơ", "ớ", "ờ", "ở", "ỡ", "ợ"}, {"u", "ú", "ù", "ủ", "ũ", "ụ"}, {"ư", "ứ", "ừ", "ử", "ữ", "ự"}, {"y", "ý", "ỳ", "ỷ", "ỹ", "ỵ"},
}};
constexpr std::string_view bases = "aaaeeiooouuy";
constexpr std::string_view shapes = " (^ ^  ^' ' ";

using Letters = std::vector<Letter>;

std::optional<Letter> letter_at(std::string_view word, std::size_t& at)
{
    const auto lead = static_cast<unsigned char>(word[at]);
    if (lead < 0x80) {
        char c = word[at++];
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return Letter{c};
        return std::nullopt;
    }
    for (std::size_t v = 0; v < vowels.size(); ++v)
        for (std::size_t tone = 0; tone < 6; ++tone)
            if (lead >= 0x80 && vowels[v][tone].size() > 1 && word.substr(at).starts_with(vowels[v][tone])) {
                at += vowels[v][tone].size();
                return Letter{bases[v], shapes[v] == ' ' ? '\0' : shapes[v], static_cast<int>(tone)};
            }
    if (word.substr(at).starts_with("đ")) {
        at += std::string_view("đ").size();
        return Letter{'d', '-'};
    }
    return std::nullopt;
}

// Nothing when the word holds anything but letters and digits of ours.
std::optional<Letters> letters_of(std::string_view word)
{
    auto text = lower(nfc(word));
    Letters letters;
    for (std::size_t at = 0; at < text.size();) {
        auto letter = letter_at(text, at);
        if (!letter) return std::nullopt;
        letters.push_back(*letter);
    }
    return letters;
}

void append_shaped(std::string& out, const Letter& letter)
{
    if (letter.shape == '-') {
        out += "đ";
        return;
    }
    for (std::size_t v = 0; v < vowels.size(); ++v)
        if (bases[v] == letter.base && (shapes[v] == ' ' ? '\0' : shapes[v]) == letter.shape) {
            out += vowels[v][0];
            return;
        }
    out += letter.base;
}

Syllable assembled(const Letters& letters)
{
    Syllable result;
    for (const auto& letter : letters) {
        append_shaped(result.shaped, letter);
        if (letter.tone) result.tone = letter.tone;
    }
    return result;
}

std::string plain(const Letters& letters)
{
    std::string text;
    for (const auto& letter : letters) text += letter.base;
    return text;
}

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }
bool has_vowel(const Letters& letters)
{
    return std::any_of(letters.begin(), letters.end(), [](const Letter& l) { return is_vowel(l.base); });
}

// A letter that is still without a shape and can take one, from the end.
Letter* last_plain(Letters& letters, std::string_view among)
{
    for (auto at = letters.rbegin(); at != letters.rend(); ++at)
        if (!at->shape && among.find(at->base) != std::string_view::npos) return &*at;
    return nullptr;
}

// The horn goes on both letters of "uo" and on the one that was typed last else.
bool put_horn(Letters& letters)
{
    for (std::size_t i = letters.size(); i-- > 1;)
        if (letters[i].base == 'o' && letters[i - 1].base == 'u' && letters[i].shape != '^') {
            letters[i].shape = letters[i - 1].shape = '\'';
            return true;
        }
    // Over a hat too: "caawn" is căn.
    auto letter = std::find_if(letters.rbegin(), letters.rend(), [](const Letter& l) { return l.base == 'a' || l.base == 'o' || l.base == 'u'; });
    if (letter == letters.rend() || letter->shape == '(' || letter->shape == '\'') return false;
    letter->shape = letter->base == 'a' ? '(' : '\'';
    return true;
}

bool takes_telex_key(Letters& letters, char key)
{
    constexpr std::string_view tones = "zsfrxj";
    auto tone = tones.find(key);
    if (tone != std::string_view::npos) {
        if (!has_vowel(letters)) return false;
        for (auto& letter : letters) letter.tone = 0;
        letters.back().tone = static_cast<int>(tone);
        return true;
    }
    if (key == 'w') return put_horn(letters);
    if (key == 'd') {
        if (letters.empty() || letters[0].base != 'd' || letters[0].shape) return false;
        letters[0].shape = '-';
        return true;
    }
    if (key != 'a' && key != 'e' && key != 'o') return false;
    auto* letter = last_plain(letters, std::string_view(&key, 1));
    if (letter) letter->shape = '^';
    return letter;
}

bool takes_vni_key(Letters& letters, char key)
{
    if (key <= '5') {
        if (!has_vowel(letters)) return false;
        for (auto& letter : letters) letter.tone = 0;
        letters.back().tone = key - '0';
        return true;
    }
    if (key == '7') return put_horn(letters);
    auto* letter = last_plain(letters, key == '6' ? "aeo" : key == '8' ? "a" : "d");
    if (letter) letter->shape = key == '6' ? '^' : key == '8' ? '(' : '-';
    return letter;
}

// Final "ươ" of telex without its second w: "đuơc" was typed "dduowc". What is left as "uơ" before a consonant is "ươ".
void complete_horns(Letters& letters)
{
    for (std::size_t i = 1; i + 1 < letters.size(); ++i)
        if (letters[i].base == 'o' && letters[i - 1].base == 'u' && (letters[i].shape == '\'') != (letters[i - 1].shape == '\''))
            letters[i].shape = letters[i - 1].shape = '\'';
}

std::optional<Syllable> sound(Letters letters)
{
    complete_horns(letters);
    if (letters.size() < 2 && letters[0].tone == 0 && !letters[0].shape) return std::nullopt;
    if (!is_syllable(plain(letters))) return std::nullopt;
    return assembled(letters);
}

const std::unordered_set<std::string_view>& rimes()
{
    static const std::unordered_set<std::string_view> set{
        "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
        "e", "ec", "ech", "em", "en", "eng", "enh", "eo", "ep", "et", "eu",
        "i", "ia", "ic", "ich", "iec", "iem", "ien", "ieng", "iep", "iet", "ieu", "im", "in", "inh", "ip", "it", "iu",
        "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi",
        "om", "on", "ong", "op", "ot",
        "u", "ua", "uan", "uang", "uat", "uau", "uay", "uc", "ue", "uech", "uen", "uenh", "ui", "um", "un", "ung", "uo", "uoc", "uoi", "uom",
        "uon", "uong", "uop", "uot", "uou", "up", "ut", "uu", "uy", "uya", "uych", "uyen", "uyet", "uyn", "uynh", "uyt", "uyu",
        "y", "yem", "yen", "yeng", "yet", "yeu", "ym", "yn", "yt"};
    return set;
}

// The longest that the word begins with.
std::string_view initial_of(std::string_view folded)
{
    static constexpr std::array<std::string_view, 27> initials{"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
                                                               "g",   "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v",  "x", ""};
    return *std::find_if(initials.begin(), initials.end(), [&](auto initial) { return folded.starts_with(initial); });
}

}  // namespace

std::string Syllable::key() const { return tone ? shaped + static_cast<char>('0' + tone) : shaped; }

Syllable syllable(std::string_view word)
{
    auto letters = letters_of(word);
    return letters ? assembled(*letters) : Syllable{lower(nfc(word))};
}

bool is_syllable(std::string_view folded)
{
    if (folded.empty() || folded.size() > 7) return false;
    auto initial = initial_of(folded);
    auto rime = folded.substr(initial.size());
    if (rimes().contains(rime)) return true;
    // "gi" alone and "gin": the i is the vowel; "qu" before "ang" is heard as "oa".
    if (initial == "gi") return rimes().contains(folded.substr(1));
    return false;
}

std::optional<Syllable> from_telex(std::string_view word)
{
    auto typed = letters_of(word);
    if (!typed) return std::nullopt;
    Letters letters;
    bool has_keys = false;
    for (const auto& letter : *typed) {
        if (letter.base <= '9') return std::nullopt;
        const bool is_key = !letter.shape && !letter.tone && !letters.empty() && takes_telex_key(letters, letter.base);
        has_keys = has_keys || is_key;
        if (is_key) continue;
        letters.push_back(letter);
        if (letter.base != 'w') continue;
        letters.back() = {'u', '\''};   // "tw": the key alone gives the letter.
        has_keys = true;
    }
    return has_keys ? sound(std::move(letters)) : std::nullopt;
}

std::optional<Syllable> from_vni(std::string_view word)
{
    auto typed = letters_of(word);
    if (!typed) return std::nullopt;
    Letters letters;
    int keys = 0;
    for (const auto& letter : *typed) {
        if (letter.base > '9') letters.push_back(letter);
        else if (letter.base == '0' || letters.empty() || !takes_vni_key(letters, letter.base)) return std::nullopt;
        else ++keys;
    }
    // "a1" is a class of driving licence; "o73" can be nothing but "ở".
    if (keys == 0 || (letters.size() == 1 && keys == 1)) return std::nullopt;
    return sound(std::move(letters));
}

std::string sound_key(std::string_view folded)
{
    auto initial = initial_of(folded);
    auto rime = std::string(folded.substr(initial.size()));
    if (rime.empty() && initial == "gi") rime = "i";
    std::string key(initial);
    if (initial == "n") key = "l";
    else if (initial == "tr") key = "ch";
    else if (initial == "s") key = "x";
    else if (initial == "gi" || initial == "r") key = "d";
    else if (initial == "k") key = "c";
    else if (initial == "gh") key = "g";
    else if (initial == "ngh") key = "ng";
    std::replace(rime.begin(), rime.end(), 'y', 'i');
    for (std::string_view end : {"ng", "nh"})
        if (rime.ends_with(end)) return key + rime.substr(0, rime.size() - 2) + "n";
    if (rime.ends_with("ch")) return key + rime.substr(0, rime.size() - 2) + "t";
    if (rime.ends_with("c")) rime.back() = 't';
    return key + rime;
}

bool is_one_slip_apart(std::string_view a, std::string_view b)
{
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    if (a.size() != b.size()) return a.substr(i) == b.substr(i + 1);
    if (i == a.size() || a.substr(i + 1) == b.substr(i + 1)) return true;
    return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

std::vector<std::string> split_syllables(std::string_view folded)
{
    if (folded.size() < 4 || folded.size() > 14) return {};
    // The longest first part: "tamtru" is "tam tru", not "ta mtru".
    for (auto cut = std::min<std::size_t>(folded.size() - 2, 7); cut >= 2; --cut)
        if (is_syllable(folded.substr(0, cut)) && is_syllable(folded.substr(cut)))
            return {std::string(folded.substr(0, cut)), std::string(folded.substr(cut))};
    return {};
}

}  // namespace motcua::text
