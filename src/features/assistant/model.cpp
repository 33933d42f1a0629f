#include "features/assistant/model.hpp"

#include <algorithm>
#include <fstream>
#include <set>

#include "domain/refusal.hpp"
#include "platform/json/json.hpp"
#include "platform/log.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

constexpr double longest_share = 1.5;            // Of the original's length
constexpr std::size_t spare_length = 200;
constexpr std::string_view rules = "Viết lại đoạn sau cho dễ hiểu, lịch sự, bằng tiếng Việt. Không thêm, không bớt, không đổi số, tên, ngày. Chỉ trả lời đoạn đã viết lại.";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Runs of digits; a full stop between digits groups thousands.
std::multiset<std::string> numbers_of(std::string_view text)
{
    std::multiset<std::string> numbers;
    std::string digits;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ' ';
        if (is_digit(c)) digits += c;
        else if (!(c == '.' && !digits.empty() && i + 1 < text.size() && is_digit(text[i + 1])) && !digits.empty()) numbers.insert(std::exchange(digits, ""));
    }
    return numbers;
}

std::set<std::string> words_of(std::string_view text)
{
    std::set<std::string> words;
    for (auto& word : text::folded_words(text)) words.insert(std::move(word));
    return words;
}

// Words written with a capital that begin no sentence.
std::set<std::string> names_of(std::string_view text)
{
    std::set<std::string> names;
    bool begins = true;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find_first_of(" \n\t", from), text.size());
        const auto word = text.substr(from, end - from);
        const auto first = std::string(text::clipped(word, 1));
        if (!word.empty() && !begins && !is_digit(word[0]) && text::lower(first) != first)
            for (auto& part : text::folded_words(word)) names.insert(std::move(part));
        if (!word.empty()) begins = word.find_last_of(".:!?") == word.size() - 1 || word == "-";
        if (end < text.size() && text[end] == '\n') begins = true;
        from = end + 1;
    }
    return names;
}

// Number words say numbers too: "năm mươi nghìn".
bool says_numbers_in_words(std::string_view said, const std::set<std::string>& known)
{
    static const std::set<std::string> number_words{"muoi", "tram", "nghin", "ngan", "trieu", "ty"};
    const auto words = words_of(said);
    return std::any_of(words.begin(), words.end(), [&](const auto& word) { return number_words.contains(word) && !known.contains(word); });
}

std::string key_of(const ModelSettings& settings)
{
    std::string key;
    std::ifstream file(settings.key_file);
    std::getline(file, key);
    return text::trimmed(key);
}

std::string said_by(const net::Reply& reply)
{
    if (reply.status != 200) return "";
    const auto answer = json::parse(reply.body);
    const auto* choices = answer.object() ? answer.find("choices") : nullptr;
    if (!choices || !choices->array() || choices->array()->empty() || !choices->array()->front().object()) return "";
    const auto* message = choices->array()->front().find("message");
    return message && message->object() ? text::trimmed(message->text_of("content")) : "";
}

}  // namespace

bool is_faithful(std::string_view said, std::string_view original)
{
    if (said.empty() || static_cast<double>(text::length(said)) > longest_share * static_cast<double>(text::length(original)) + spare_length) return false;
    if (text::has_control_characters(said)) return false;
    for (std::string_view foreign : {"http:", "https:", "www.", "<", ">", "@"})
        if (said.find(foreign) != std::string_view::npos && original.find(foreign) == std::string_view::npos) return false;
    const auto known = numbers_of(original), given = numbers_of(said);
    const std::set<std::string> known_once(known.begin(), known.end()), given_once(given.begin(), given.end());
    if (known_once != given_once) return false;
    const auto words = words_of(original);
    const auto names = names_of(said);
    return std::all_of(names.begin(), names.end(), [&](const auto& name) { return words.contains(name); }) && !says_numbers_in_words(said, words);
}

Rephrase rephraser(const ModelSettings& settings, net::Send call)
{
    return [settings, call = std::move(call)](const std::string& text) -> std::optional<std::string> {
        try {
            const json::Value body(json::Object{
                {"model", json::Value(settings.name)},
                {"temperature", json::Value(0)},
                {"messages", json::Value(json::Array{
                    json::Value(json::Object{{"role", json::Value("system")}, {"content", json::Value(rules)}}),
                    json::Value(json::Object{{"role", json::Value("user")}, {"content", json::Value(text)}})})}});
            net::Call request{"POST", settings.url + "/chat/completions", {{"Content-Type", "application/json"}}, json::print(body)};
            if (const auto key = key_of(settings); !key.empty()) request.headers.emplace_back("Authorization", "Bearer " + key);
            auto said = said_by(call(request));
            if (is_faithful(said, text)) return said;
            log::warning("the model's words were dropped");
        } catch (const net::Unreachable& error) {
            log::warning("the model did not answer", {{"error", error.what()}});
        } catch (const Refusal&) {
            log::warning("the model's answer cannot be read");
        }
        return std::nullopt;
    };
}

}  // namespace motcua::assistant
