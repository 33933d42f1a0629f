#include "features/assistant/desk.hpp"

#include <doctest/doctest.h>

#include "features/assistant/testing.hpp"
#include "test_city.hpp"

namespace motcua::assistant {

using testing::faults_of;
using testing::refusal_of;
using testing::TestCity;

namespace {

// Thursday, 2 July 2026, eight o'clock.
std::string named(std::string_view text)
{
    const auto when = time_named(text, testing::at(2, 7, 8));
    return when ? short_time(*when) : "";
}

Services services_of(TestCity& city)
{
    return {city.db, city.clock, city.catalogue, city.staff, city.vault, city.dossiers.services(), {motcua::testing::source_path("catalogue")}};
}

PaperRequest a_report()
{
    PaperRequest request;
    request.kind = "report";
    request.subject = "tiếp nhận hồ sơ tháng 6 & <tháng 7>";
    request.points = {"Trung tâm đã bố trí ba quầy.", " "};
    request.procedure = "1.001193";
    request.figures = true;
    return request;
}

}  // namespace

TEST_CASE("a reminder knows the days and hours that people name")
{
    CHECK(named("nhắc tôi thứ sáu họp giao ban") == "08:00 03/07/2026");
    CHECK(named("nhac toi thu nam 9 gio") == "09:00 09/07/2026");
    CHECK(named("nhắc tôi thứ hai tuần sau 14h30 nộp báo cáo") == "14:30 06/07/2026");
    CHECK(named("nhắc tôi thứ sáu tuần sau") == "08:00 10/07/2026");
    CHECK(named("nhắc tôi mai 3 giờ chiều gọi bác Mẫu") == "15:00 03/07/2026");
    CHECK(named("nhắc tôi sau 3 ngày") == "08:00 05/07/2026");
    CHECK(named("nhắc tôi ngày 5/9 khai giảng") == "08:00 05/09/2026");
    CHECK(named("nhắc tôi ngày 1 tháng 2 năm 2027") == "08:00 01/02/2027");
    CHECK(named("nhắc tôi 7 giờ rưỡi") == "07:30 03/07/2026");
    CHECK(named("nhắc tôi chủ nhật buổi tối 7 giờ") == "19:00 05/07/2026");
    CHECK(named("nhắc tôi 10h") == "10:00 02/07/2026");
    CHECK(named("nhắc tôi gọi điện") == "");
    CHECK(named("nhắc tôi ngày 32/13") == "");
    CHECK(without_wish("Nhắc tôi thứ sáu họp") == "thứ sáu họp");
}

TEST_CASE("reminders are an officer's own, sealed, and due in time")
{
    testing::for_each_city([](TestCity& city) {
        Assistant assistant(services_of(city));
        Desk desk(assistant);
        const auto mine = city.as("tiepnhan"), other = city.as("tiepnhan2");
        const auto answer = desk.answer(mine, "nhắc tôi mai 9 giờ gọi bác Mau");
        REQUIRE(answer.reminder);
        CHECK(desk.reminders().open(other).empty());
        CHECK_FALSE(desk.reminders().open(mine).at(0).due);
        city.clock.advance(std::chrono::hours(26));
        CHECK(desk.reminders().open(mine).at(0).due);
        CHECK(refusal_of([&] { desk.reminders().done(other, answer.reminder->id); }) == "unknown_reminder");
        desk.reminders().done(mine, answer.reminder->id);
        CHECK(desk.reminders().open(mine).empty());
        CHECK(refusal_of([&] { desk.answer(mine, "nhắc tôi gọi điện"); }) == "text=no_time");
        CHECK(faults_of([&] { desk.reminders().add(mine, " ", city.clock.now()); }) == std::vector<std::string>{"text=required", "due_at=too_early"});
        for (const auto& row : city.db.read([](db::Connection& c) { return db::query<db::Bytes>(c, "SELECT words FROM assistant_reminder"); }))
            CHECK(row.data.find("Mau") == std::string::npos);
    });
}

TEST_CASE("figures are those of the officer's own centre")
{
    testing::for_each_city([](TestCity& city) {
        Assistant assistant(services_of(city));
        Desk desk(assistant);
        city.dossier_at(testing::Stage::received);
        city.dossier_at(testing::Stage::forwarded);
        const auto answer = desk.answer(city.as("tiepnhan"), "hôm nay tiếp nhận bao nhiêu hồ sơ");
        REQUIRE(answer.facts.size() == 4);
        CHECK(answer.facts[0].value == json::Value(2));
        CHECK(answer.facts[1].value == json::Value(2));
        CHECK(answer.facts[2].value == json::Value(0));
        CHECK(desk.answer(city.as("tiepnhan.khac"), "hôm nay tiếp nhận bao nhiêu hồ sơ").facts[0].value == json::Value(0));
        city.clock.advance(std::chrono::days(60));
        CHECK(desk.answer(city.as("tiepnhan"), "bao nhiêu hồ sơ quá hạn").facts[2].value == json::Value(2));
    });
}

TEST_CASE("what is asked about the rules is quoted with its source")
{
    testing::in_one_city([](TestCity& city) {
        Assistant assistant(services_of(city));
        Desk desk(assistant);
        const auto answer = desk.answer(city.as("tiepnhan"), "giay chung sinh khi dang ky khai sinh");
        REQUIRE(!answer.quotes.empty());
        CHECK(answer.quotes.size() <= 5);
        CHECK(text::fold(answer.quotes[0].text).find("giay chung sinh") != std::string::npos);
        CHECK(answer.quotes[0].source.find("Danh mục") != std::string::npos);
        CHECK(desk.answer(city.as("tiepnhan"), "zxqw").quotes.empty());
        CHECK(refusal_of([&] { desk.answer(city.as("tiepnhan"), " ?! "); }) == "text=required");
    });
}

TEST_CASE("a draft names the source of every sentence, and holds what the catalogue holds")
{
    testing::in_one_city([](TestCity& city) {
        Assistant assistant(services_of(city));
        Desk desk(assistant);
        const auto draft = desk.draft(city.as("lanhdao"), a_report());
        CHECK(draft.agency == "Ủy ban nhân dân xã Tân Minh");
        CHECK(draft.place_and_day == "Tân Minh, ngày 02 tháng 7 năm 2026");
        bool has_officers = false, has_fee = false, has_figure = false;
        for (const auto& sentence : draft.sentences) {
            CHECK(!sentence.source.empty());
            CHECK(sentence.text.find('{') == std::string::npos);
            has_officers = has_officers || sentence.source == "Người soạn";
            has_fee = has_fee || sentence.text.find("8.000") != std::string::npos;
            has_figure = has_figure || sentence.source.starts_with("Dữ liệu hồ sơ");
        }
        CHECK(has_officers);
        CHECK(has_fee);
        CHECK(has_figure);
        for (const auto* kind : {"official_letter", "notice", "propaganda", "radio_bulletin"}) {
            auto request = a_report();
            request.kind = kind;
            CHECK(desk.draft(city.as("lanhdao"), request).sentences.size() > 5);
        }
        auto wrong = a_report();
        wrong.kind = "poem", wrong.subject = "", wrong.procedure = "9.9";
        CHECK(faults_of([&] { desk.draft(city.as("lanhdao"), wrong); }) == std::vector<std::string>{"kind=unknown_draft", "subject=required", "procedure=unknown_procedure"});
    });
}

TEST_CASE("a draft is printed as PDF and as a Word file, the same bytes each time")
{
    testing::in_one_city([](TestCity& city) {
        Assistant assistant(services_of(city));
        Desk desk(assistant);
        const auto draft = desk.draft(city.as("lanhdao"), a_report());
        const auto word = draft_as_docx(draft, city.clock.now()), page = draft_as_pdf(draft, city.clock.now());
        CHECK(word.starts_with("PK\x03\x04"));
        CHECK(word == draft_as_docx(draft, city.clock.now()));
        CHECK(word.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") != std::string::npos);
        CHECK(word.find("&lt;tháng 7&gt;") != std::string::npos);
        CHECK(word.find("<tháng 7>") == std::string::npos);
        CHECK(page.starts_with("%PDF-"));
    });
}

}  // namespace motcua::assistant
