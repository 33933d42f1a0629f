#include <doctest/doctest.h>

#include <concepts>

#include "domain/refusal.hpp"
#include "features/catalogue/catalogue.hpp"

namespace motcua::catalogue {

namespace {

Fee a_fee(std::string code, std::string group, std::optional<std::int64_t> amount, std::string per = "lần")
{
    Fee fee;
    fee.code = std::move(code);
    fee.group = std::move(group);
    fee.name = "Phí " + fee.code;
    fee.per = std::move(per);
    if (amount) fee.amount = Vnd{*amount};
    fee.legal_basis = "NQ " + fee.code;
    return fee;
}

template <std::invocable<Fee&> Change>
Fee a_fee(std::string code, std::string group, std::optional<std::int64_t> amount, Change change)
{
    auto fee = a_fee(std::move(code), std::move(group), amount);
    change(fee);
    return fee;
}

Procedure with_fees(std::vector<Fee> fees)
{
    Procedure procedure;
    procedure.fees = std::move(fees);
    procedure.exemptions = {"Người thuộc hộ nghèo", "Người khuyết tật"};
    return procedure;
}

// 2.000 đ a page for pages 1 and 2, 1.000 đ from page 3, at most 200.000 đ a copy (TT 226/2016/TT-BTC).
std::vector<Fee> copy_fees()
{
    auto first = a_fee("trang-1-2", "sao", 2000, "trang");
    first.units_to = 2;
    auto rest = a_fee("trang-3", "sao", 1000, "trang");
    rest.units_from = 3;
    first.cap = rest.cap = Vnd{200'000};
    return {rest, first};
}

FeeQuestion a_question(Channel channel = Channel::counter)
{
    FeeQuestion question;
    question.channel = channel;
    question.area = "hai-phong-cu";
    question.on = make_day(2026, 7, 2);
    return question;
}

std::string lines_of(const FeeQuote& quote)
{
    std::string text;
    for (const auto& line : quote.lines) text += (text.empty() ? "" : ", ") + line.code + " × " + std::to_string(line.quantity) + " = " + std::to_string(line.amount.dong);
    return text;
}

std::string refused_fields(const Procedure& procedure, const FeeQuestion& question, std::string_view prefix = "")
{
    try {
        quote(procedure, question, prefix);
    } catch (const Refusal& refusal) {
        std::string text;
        for (const auto& problem : refusal.fields) text += problem.field + " " + problem.code;
        return text;
    }
    return "none";
}

// Birth: free within 60 days; after that 8.000 đ in the old Hải Phòng, unknown in the old Hải Dương, nothing online.
Procedure birth()
{
    auto within = [](Fee& f) { f.when = {{"child_birth", {}, {}, {}, {}, 60, {}}}; };
    auto late = [](std::optional<std::string> channel, std::optional<std::string> area) {
        return [=](Fee& f) {
            f.when = {{"child_birth", {}, {}, {}, {}, {}, 60}};
            f.channel = channel;
            f.area = area;
        };
    };
    return with_fees({a_fee("dung-han", "le-phi", 0, within), a_fee("hai-phong", "le-phi", 8000, late("direct", "hai-phong-cu")),
                      a_fee("hai-duong", "le-phi", {}, late("direct", "hai-duong-cu")), a_fee("truc-tuyen", "le-phi", 0, late("online", {}))});
}

json::Value born(std::string day) { return json::Object{{"child_birth", json::Value(std::move(day))}}; }

}  // namespace

TEST_CASE("a certified copy of 5 pages in 3 copies costs 21.000 đ")
{
    auto question = a_question();
    question.pages = 5;
    question.copies = 3;
    auto answer = quote(with_fees(copy_fees()), question);
    CHECK(lines_of(answer) == "trang-1-2 × 6 = 12000, trang-3 × 9 = 9000");
    CHECK(answer.total == Vnd{21'000});
    CHECK(answer.lines[0].legal_basis == "NQ trang-1-2");
    CHECK(answer.open_groups.empty());
    CHECK_FALSE(answer.unknown_amount);
}

TEST_CASE("pages below the second step cost the first step only")
{
    auto question = a_question();
    question.pages = 1;
    CHECK(lines_of(quote(with_fees(copy_fees()), question)) == "trang-1-2 × 1 = 2000");
    question.pages = 2;
    CHECK(lines_of(quote(with_fees(copy_fees()), question)) == "trang-1-2 × 2 = 4000");
    question.pages = 3;
    CHECK(lines_of(quote(with_fees(copy_fees()), question)) == "trang-1-2 × 2 = 4000, trang-3 × 1 = 1000");
}

TEST_CASE("one copy costs no more than the cap")
{
    auto question = a_question();
    question.pages = 198;
    CHECK(quote(with_fees(copy_fees()), question).total == Vnd{200'000});
    question.pages = 197;
    CHECK(quote(with_fees(copy_fees()), question).total == Vnd{199'000});
    question.pages = 500;
    question.copies = 2;
    auto answer = quote(with_fees(copy_fees()), question);
    CHECK(lines_of(answer) == "trang-1-2 × 4 = 8000, trang-3 × 996 = 392000");
    CHECK(answer.total == Vnd{400'000});
}

TEST_CASE("nobody counted the pages: the price stays open")
{
    auto answer = quote(with_fees(copy_fees()), a_question());
    CHECK(answer.lines.empty());
    CHECK(answer.open_groups == std::vector<std::string>{"sao"});
}

TEST_CASE("the answers count pages and copies, unless an officer did")
{
    auto fees = copy_fees();
    for (auto& fee : fees) fee.counted_by = "papers";
    auto question = a_question();
    json::Array papers;
    papers.push_back(json::Object{{"pages", json::Value(5)}, {"copies", json::Value(3)}});
    papers.push_back(json::Object{{"pages", json::Value(1)}, {"copies", json::Value(2)}});
    question.answers = json::Object{{"papers", json::Value(papers)}};
    CHECK(lines_of(quote(with_fees(fees), question)) == "trang-1-2 × 8 = 16000, trang-3 × 9 = 9000");
    question.pages = 1;
    CHECK(lines_of(quote(with_fees(fees), question)) == "trang-1-2 × 1 = 2000");
    question.pages = 0;
    papers.push_back(json::Object{});
    question.answers = json::Object{{"papers", json::Value(papers)}};
    CHECK(quote(with_fees(fees), question).open_groups == std::vector<std::string>{"sao"});

    auto extract = a_fee("trich-luc", "trich-luc", 8000, "bản");
    extract.counted_by = "extracts";
    question.answers = json::Object{{"extracts", json::Value(4)}};
    CHECK(lines_of(quote(with_fees({extract}), question)) == "trich-luc × 4 = 32000");
    question.answers = json::Object{{"extracts", json::Value(0)}};
    CHECK(lines_of(quote(with_fees({extract}), question)) == "");
    question.answers = json::Object{};
    question.copies = 2;
    CHECK(lines_of(quote(with_fees({extract}), question)) == "trich-luc × 2 = 16000");
}

TEST_CASE("copies multiply fees by the copy and by the page only")
{
    auto question = a_question();
    question.copies = 3;
    CHECK(lines_of(quote(with_fees({a_fee("a", "a", 1000, "bản"), a_fee("b", "b", 1000, "hồ sơ")}), question)) == "a × 3 = 3000, b × 1 = 1000");
}

TEST_CASE("a birth registered within 60 days is free, later it costs 8.000 đ")
{
    auto question = a_question();
    question.answers = born("2026-05-03");
    CHECK(lines_of(quote(birth(), question)) == "dung-han × 1 = 0");
    question.answers = born("2026-05-02");
    CHECK(lines_of(quote(birth(), question)) == "hai-phong × 1 = 8000");
}

TEST_CASE("online registration is free, at a kiosk too; post and mobile teams are as the counter")
{
    for (auto channel : {Channel::online, Channel::kiosk}) {
        auto question = a_question(channel);
        question.answers = born("2020-01-01");
        CHECK(lines_of(quote(birth(), question)) == "truc-tuyen × 1 = 0");
    }
    for (auto channel : {Channel::counter, Channel::post, Channel::mobile}) {
        auto question = a_question(channel);
        question.answers = born("2020-01-01");
        CHECK(lines_of(quote(birth(), question)) == "hai-phong × 1 = 8000");
    }
}

TEST_CASE("an amount that the catalogue does not know is said to be unknown")
{
    auto question = a_question();
    question.area = "hai-duong-cu";
    question.answers = born("2020-01-01");
    auto answer = quote(birth(), question);
    CHECK(answer.unknown_amount);
    CHECK(answer.lines.empty());
    CHECK(answer.total == Vnd{0});
    CHECK(answer.open_groups.empty());
}

TEST_CASE("alternatives that nothing decides stay open until one is chosen")
{
    auto procedure = with_fees({a_fee("nha-o", "giay-phep", 75'000), a_fee("khac", "giay-phep", 150'000), a_fee("phu", "phu", 10'000)});
    auto answer = quote(procedure, a_question());
    CHECK(answer.open_groups == std::vector<std::string>{"giay-phep"});
    CHECK(answer.total == Vnd{10'000});
    auto question = a_question();
    question.chosen = {{"giay-phep", "khac"}};
    answer = quote(procedure, question);
    CHECK(answer.open_groups.empty());
    CHECK(lines_of(answer) == "khac × 1 = 150000, phu × 1 = 10000");
}

TEST_CASE("nobody chooses between nothing and nothing")
{
    auto answer = quote(with_fees({a_fee("a", "g", 0), a_fee("b", "g", 0)}), a_question());
    CHECK(answer.open_groups.empty());
    CHECK(lines_of(answer) == "a × 1 = 0");
    CHECK(quote(with_fees({a_fee("a", "g", 0), a_fee("b", "g", {})}), a_question()).open_groups.size() == 1);
}

TEST_CASE("a line whose conditions hold goes before one without conditions")
{
    auto special = a_fee("dac-biet", "g", 5000, [](Fee& f) { f.when = {{"kind", "x", {}, {}, {}, {}, {}}}; });
    auto procedure = with_fees({a_fee("chung", "g", 1000), special});
    auto question = a_question();
    question.answers = json::Object{{"kind", json::Value("y")}};
    CHECK(lines_of(quote(procedure, question)) == "chung × 1 = 1000");
    question.answers = json::Object{{"kind", json::Value("x")}};
    CHECK(lines_of(quote(procedure, question)) == "dac-biet × 1 = 5000");
}

TEST_CASE("a dossier on paper has no answers: where conditions would decide, a person chooses")
{
    auto late = a_fee("qua-han", "g", 8000, [](Fee& f) { f.when = {{"kind", "late", {}, {}, {}, {}, {}}}; });
    auto in_time = a_fee("dung-han", "g", 0, [](Fee& f) { f.when = {{"kind", "on_time", {}, {}, {}, {}, {}}}; });
    auto usual = a_fee("thuong", "g", 1000);
    auto question = a_question();
    CHECK(quote(with_fees({late, in_time, usual}), question).open_groups == std::vector<std::string>{"g"});
    question.chosen["g"] = "qua-han";
    CHECK(lines_of(quote(with_fees({late, in_time, usual}), question)) == "qua-han × 1 = 8000");
    question.chosen.clear();
    CHECK(quote(with_fees({late}), question).lines.empty());  // Only an answer calls for it.
}

TEST_CASE("a line counts from its first day to its last")
{
    auto procedure = with_fees({a_fee("cu", "g", 8000, [](Fee& f) { f.until = make_day(2026, 8, 7); }), a_fee("moi", "g", 0, [](Fee& f) { f.from = make_day(2026, 8, 8); })});
    auto question = a_question();
    question.on = make_day(2026, 8, 7);
    CHECK(lines_of(quote(procedure, question)) == "cu × 1 = 8000");
    question.on = make_day(2026, 8, 8);
    CHECK(lines_of(quote(procedure, question)) == "moi × 1 = 0");
}

TEST_CASE("who is exempt pays nothing, for a reason that the procedure names")
{
    auto question = a_question();
    question.answers = born("2020-01-01");
    question.exemption = "Người khuyết tật";
    auto answer = quote(birth(), question);
    CHECK(answer.total == Vnd{0});
    CHECK(answer.lines.empty());
    CHECK(answer.exempt_because == "Người khuyết tật");
    question.exemption = "Người quen";
    CHECK(refused_fields(birth(), question, "fee.") == "fee.exemption unknown_choice");
}

TEST_CASE("a choice must be one that applies")
{
    auto procedure = with_fees({a_fee("a", "g", 1), a_fee("b", "g", 2, [](Fee& f) { f.channel = "online"; })});
    auto question = a_question();
    question.chosen = {{"g", "b"}};
    CHECK(refused_fields(procedure, question) == "chosen.g unknown_choice");
    question.chosen = {{"h", "a"}};
    CHECK(refused_fields(procedure, question) == "chosen.h unknown_choice");
    question.chosen = {{"g", "a"}};
    CHECK(refused_fields(procedure, question) == "none");
}

TEST_CASE("counts beyond reason are refused")
{
    auto refused = [](int pages, int copies) {
        auto question = a_question();
        question.pages = pages;
        question.copies = copies;
        return refused_fields(with_fees(copy_fees()), question, "fee.");
    };
    CHECK(refused(-1, 1) == "fee.pages too_small");
    CHECK(refused(1, 0) == "fee.copies too_small");
    CHECK(refused(100'001, 1) == "fee.pages too_large");
    CHECK(refused(1, 100'001) == "fee.copies too_large");
    CHECK(refused(100'000, 100'000) == "none");
}

TEST_CASE("the limit whose conditions hold goes before the general one")
{
    Procedure procedure;
    CHECK(limit_for(procedure, json::Object{}) == nullptr);
    procedure.limits = {{{LimitUnit::working_day, 300}, {}, {}},
                        {{LimitUnit::working_day, 750}, "xác minh", {{"check", "yes", {}, {}, {}, {}, {}}}},
                        {{LimitUnit::day, 1500}, "khác", {}}};
    CHECK(limit_for(procedure, json::Object{})->limit.hundredths == 300);
    CHECK(limit_for(procedure, json::Object{{"check", json::Value("yes")}})->limit.hundredths == 750);
    procedure.limits.erase(procedure.limits.begin());
    CHECK(limit_for(procedure, json::Object{})->limit.hundredths == 1500);
    procedure.limits.pop_back();
    CHECK(limit_for(procedure, json::Object{}) == nullptr);
}

}  // namespace motcua::catalogue
