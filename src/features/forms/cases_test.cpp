#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "features/forms/forms.hpp"
#include "platform/config/toml.hpp"
#include "platform/json/json.hpp"
#include "source_path.hpp"

namespace motcua::forms {

namespace {

// Case files leave out what has a default, as the files of the catalogue do.
toml::Node as_toml(const json::Value& value)
{
    if (const auto* text = value.text()) return {{}, *text};
    if (const auto* number = value.integer()) return {{}, *number};
    if (const auto* yes = value.boolean()) return {{}, *yes};
    if (const auto* items = value.array()) {
        toml::Array nodes;
        for (const auto& item : *items) nodes.push_back(as_toml(item));
        return {{}, std::move(nodes)};
    }
    toml::Table table;
    for (const auto& [key, member] : *value.object()) table.push_back({key, {}, as_toml(member)});
    return {{}, std::move(table)};
}

Form form_in(const json::Value& file)
{
    Form form;
    std::vector<toml::Fault> faults;
    auto definition = *file.find("form");
    if (definition.text_of("legal_form").empty()) definition.set("legal_form", "Mẫu thử");
    toml::read_into(form, as_toml(definition), faults);
    for (const auto& fault : faults) MESSAGE(fault.field << ": " << fault.message);
    CHECK(faults.empty());
    for (const auto& fault : faults_of(form)) FAIL_CHECK(fault.path << ": " << fault.message);
    return form;
}

PlaceLookup lookup_in(const json::Value& file)
{
    const auto* places = file.find("places");
    if (!places) return {};
    return [places](std::string_view code) -> std::optional<Place> {
        const auto* place = places->find(code);
        if (!place) return std::nullopt;
        return Place{std::string(place->text_of("commune_name")), std::string(place->text_of("province_code")), std::string(place->text_of("province_name"))};
    };
}

std::string printed(const std::vector<FieldProblem>& problems)
{
    json::Array items;
    for (const auto& problem : problems) {
        json::Value item = json::Object{};
        item.set("field", problem.field);
        item.set("code", problem.code);
        json::Value values = json::Object{};
        for (const auto& [name, value] : problem.values) values.set(name, value);
        if (!problem.values.empty()) item.set("values", values);
        items.push_back(item);
    }
    return json::print(items);
}

json::Value parsed_file(const std::filesystem::path& path)
{
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return json::parse(text.str());
}

void run_case(const Form& form, const json::Value& one, Day today, const PlaceLookup& lookup)
{
    CAPTURE(one.text_of("name"));
    const auto& answers = *one.find("answers");
    CHECK(printed(check_answers(form, answers, today, lookup)) == json::print(*one.find("errors")));
    auto cleaned = cleaned_answers(form, answers);
    if (const auto* expected = one.find("cleaned")) CHECK(json::print(cleaned) == json::print(*expected));
    if (const auto* expected = one.find("readable")) CHECK(json::print(json::to_value(readable(form, answers, lookup))) == json::print(*expected));
    CHECK(json::print(cleaned_answers(form, cleaned)) == json::print(cleaned));
    if (one.find("errors")->array()->empty()) CHECK(check_answers(form, cleaned, today, lookup).empty());
}

}  // namespace

TEST_CASE("answers are checked, cleaned and read as the shared case files say")
{
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(motcua::testing::source_path("web/packages/forms/cases"))) {
        CAPTURE(entry.path().filename().string());
        auto file = parsed_file(entry.path());
        auto form = form_in(file);
        auto today = parse_day(file.text_of("today"));
        REQUIRE(today);
        for (const auto& one : *file.find("cases")->array()) run_case(form, one, *today, lookup_in(file));
        ++files;
    }
    CHECK(files >= 40);
}

}  // namespace motcua::forms
