// Any bytes as answers to a form that has every type of field, and as a pattern with a text.
#include <cstdint>
#include <cstdlib>

#include "domain/refusal.hpp"
#include "features/forms/forms.hpp"
#include "features/forms/pattern.hpp"
#include "platform/json/json.hpp"
#include "platform/text/text.hpp"

namespace {

using namespace motcua;

forms::Form form_of_every_type()
{
    forms::Form form{"mau", 1, "Mẫu thử", "", {{"Phần 1", {}, {}, {}}}};
    for (int i = 0; i <= static_cast<int>(forms::FieldType::note); ++i) {
        forms::Field field;
        field.type = static_cast<forms::FieldType>(i);
        field.name = "f" + std::to_string(i);
        field.label = "Nhãn";
        field.options = {{"a", "A"}, {"b", "B"}};
        field.pattern = "(a+)+[b-z]?";
        field.not_before = "today-100y";
        field.not_after = i % 2 ? "today" : "f6";
        if (field.type == forms::FieldType::group) field.fields = form.sections[0].fields;
        if (i % 3 == 2) field.when = {{"f" + std::to_string(i - 1), {}, {}, true, {}, {}, {}}};
        form.sections[0].fields.push_back(field);
    }
    return form;
}

void require(bool condition)
{
    if (!condition) std::abort();
}

void check_answers_from(std::string_view bytes)
{
    static const auto form = form_of_every_type();
    json::Value answers;
    try {
        answers = json::parse(bytes);
    } catch (const Refusal&) {
        return;
    }
    auto today = make_day(2026, 7, 2);
    auto problems = forms::check_answers(form, answers, today);
    auto cleaned = forms::cleaned_answers(form, answers);
    require(forms::cleaned_answers(form, cleaned) == cleaned);
    if (problems.empty()) require(forms::check_answers(form, cleaned, today).empty());
    forms::readable(form, answers);
}

void match_pattern_from(std::string_view bytes)
{
    auto cut = bytes.find('\n');
    if (cut == std::string_view::npos || !text::is_valid_utf8(bytes)) return;
    std::string fault;
    if (auto pattern = forms::Pattern::compile(bytes.substr(0, cut), fault)) pattern->matches(bytes.substr(cut + 1));
    else require(!fault.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    check_answers_from(bytes);
    match_pattern_from(bytes);
    return 0;
}
