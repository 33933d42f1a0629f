#include "features/assistant/places.hpp"

#include <algorithm>
#include <array>

namespace motcua::assistant {

namespace {

constexpr std::size_t longest_name = 4;

bool says(const Message& message, std::size_t at, std::initializer_list<std::string_view> words)
{
    if (at + words.size() > message.words.size()) return false;
    for (auto word : words)
        if (message.words[at++].folded != word) return false;
    return true;
}

// How many words of a type stand here: "xã", "thị trấn".
std::size_t type_length(const Message& message, std::size_t at)
{
    for (std::string_view one : {"xa", "phuong"})
        if (says(message, at, {one})) return 1;
    if (says(message, at, {"thi", "tran"}) || says(message, at, {"dac", "khu"})) return 2;
    return 0;
}

std::string joined(const Message& message, std::size_t from, std::size_t to)
{
    std::string text;
    for (auto i = from; i < to; ++i) text += (text.empty() ? "" : " ") + message.words[i].folded;
    return text;
}

// "Phường Vĩnh Niệm" → its words without the type.
std::vector<Word> name_words(const std::string& full_name)
{
    Message name;
    name.words = split_words(full_name);
    name.words.erase(name.words.begin(), name.words.begin() + static_cast<std::ptrdiff_t>(type_length(name, 0)));
    return name.words;
}

bool is_spelt_so(const Message& message, std::size_t from, const std::string& full_name)
{
    auto words = name_words(full_name);
    for (std::size_t i = 0; i < words.size(); ++i)
        if (from + i >= message.words.size() || likeness(message.words[from + i], words[i], message.bare) < sure_enough) return false;
    return true;
}

// "huyện An Dương", "quận Lê Chân" somewhere in the message.
std::string district_of(const Message& message, const std::vector<catalogue::Predecessor>& among)
{
    for (const auto& one : among) {
        auto words = split_words(one.district);
        for (std::size_t skipped : {std::size_t{0}, std::size_t{1}}) {
            if (words.size() <= skipped + 1) continue;
            for (std::size_t at = 0; at + words.size() - skipped <= message.words.size(); ++at) {
                bool same = true;
                for (auto i = skipped; i < words.size() && same; ++i) same = message.words[at + i - skipped].folded == words[i].folded;
                if (same && (skipped == 0 || at > 0)) return one.district;
            }
        }
    }
    return "";
}

std::optional<NamedPlace> place_at(const Message& message, std::size_t from, std::size_t type_words, const catalogue::Snapshot& snapshot)
{
    const auto start = from + type_words;
    for (auto length = std::min(longest_name, message.words.size() - start); length >= 1; --length) {
        if (type_words == 0 && length == 1) return std::nullopt;
        auto found = snapshot.successors(joined(message, from, start + length), "", false);
        if (std::any_of(found.begin(), found.end(), [&](const auto& one) { return is_spelt_so(message, start, one.name); }))
            std::erase_if(found, [&](const auto& one) { return !is_spelt_so(message, start, one.name); });
        else if (!message.bare)
            found.clear();
        if (found.empty()) continue;
        if (auto district = district_of(message, found); !district.empty())
            std::erase_if(found, [&](const auto& one) { return one.district != district; });
        auto name = found[0].name;
        return NamedPlace{std::move(name), std::move(found), from, start + length};
    }
    return std::nullopt;
}

// "xã Quốc Tuấn huyện An Lão": An Lão says which Quốc Tuấn, it is not asked for.
bool is_district(const NamedPlace& place, const std::vector<NamedPlace>& places, const Message& message)
{
    const auto name = joined(message, place.from, place.to);
    return std::any_of(places.begin(), places.end(), [&](const NamedPlace& other) {
        return other.to <= place.from && std::any_of(other.became.begin(), other.became.end(), [&](const auto& one) {
            auto words = split_words(one.district);
            std::string district;
            for (const auto& word : words) district += (district.empty() ? "" : " ") + word.folded;
            return district.size() > name.size() && district.ends_with(" " + name);
        });
    });
}

}  // namespace

std::vector<NamedPlace> named_places(const Message& message, const catalogue::Snapshot& snapshot, bool without_type)
{
    std::vector<NamedPlace> places;
    for (std::size_t at = 0; at < message.words.size(); ++at) {
        const auto type_words = type_length(message, at);
        if ((type_words == 0 && !without_type) || at + type_words >= message.words.size()) continue;
        auto place = place_at(message, at, type_words, snapshot);
        if (!place) continue;
        at = place->to - 1;
        if (type_words > 0 || !is_district(*place, places, message)) places.push_back(std::move(*place));
    }
    return places;
}

}  // namespace motcua::assistant
