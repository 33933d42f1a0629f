#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Vietnamese as people type it: one spelling for both tone styles, what Telex and VNI leave behind when the input method is off,
// which syllables exist, which sound alike.
namespace motcua::text {

// One syllable, taken apart. "hòa" and "hoà" are the same: {"hoa", 2}.
struct Syllable {
    std::string shaped;   // Letters without their tone: "giây", "đương"; lower case
    int tone = 0;         // 0 none, 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng

    // One spelling of it: the letters and, if any, the tone as a digit. "giây1"
    std::string key() const;
    bool operator==(const Syllable&) const = default;
};

// Of a word of letters in any case. A second tone goes over the first.
Syllable syllable(std::string_view word);

// Whether Vietnamese has a syllable of these letters, whatever its marks: `folded` as by text::fold. Loose: "quuc" is none, "ke" is
// one, and so is a syllable that happens not to exist.
bool is_syllable(std::string_view folded);

// What was meant by a word that holds the keys of an input method: "lamf" → làm, "ddaaus" → đấu, "d9o6i2" → đồi; also a word half
// done, "đươcj". Nothing when the word has no such keys or the outcome is no syllable.
std::optional<Syllable> from_telex(std::string_view word);
std::optional<Syllable> from_vni(std::string_view word);

// The same for syllables that people mix up by sound: l and n, tr and ch, s and x, d gi r, the final consonants, i and y.
// Of a folded syllable.
std::string sound_key(std::string_view folded);

// Two folded words differ by at most one letter more, less, other, or two exchanged.
bool is_one_slip_apart(std::string_view a, std::string_view b);

// "khaisinh" → {"khai", "sinh"}: two syllables written as one word, or nothing. Of a folded word.
std::vector<std::string> split_syllables(std::string_view folded);

}  // namespace motcua::text
