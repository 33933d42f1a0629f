#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "domain/legal_clock.hpp"
#include "features/catalogue/catalogue.hpp"
#include "source_path.hpp"

// What the files of catalogue/ say, against facts that were read elsewhere: resolutions, decrees, maps.
namespace motcua::catalogue {
namespace {

const Snapshot& shipped()
{
    static const auto loaded = load(motcua::testing::source_path("catalogue"));
    for (const auto& fault : loaded.faults) MESSAGE(describe(fault));
    REQUIRE(loaded.snapshot);
    return *loaded.snapshot;
}

Day on(int year, unsigned month, unsigned day) { return make_day(year, month, day); }

struct Asked {
    std::string id;
    Channel channel = Channel::counter;
    std::string area = "hai-phong-cu";
    Day day = on(2026, 11, 20);
    std::string answers = "{}";
    std::map<std::string, std::string> chosen = {};
    int pages = 0;
    int copies = 1;
    std::string exemption = "";
};

FeeQuote quoted(const Asked& asked)
{
    const auto* procedure = shipped().procedure(asked.id, asked.day);
    REQUIRE_MESSAGE(procedure, asked.id);
    return quote(*procedure, {asked.channel, asked.area, asked.day, json::parse(asked.answers), asked.chosen, asked.pages, asked.copies, asked.exemption});
}

std::int64_t price(const Asked& asked)
{
    auto fee = quoted(asked);
    CHECK_MESSAGE(fee.open_groups.empty(), asked.id);
    CHECK_MESSAGE(!fee.unknown_amount, asked.id);
    return fee.total.dong;
}

bool is_unknown(const Asked& asked) { return quoted(asked).unknown_amount; }

std::set<std::string> became(std::string_view name, std::string_view district, bool of_land)
{
    std::set<std::string> units;
    for (const auto& row : shipped().successors(name, district, of_land)) units.insert(shipped().unit(row.unit_code)->full_name);
    return units;
}

}  // namespace

TEST_CASE("the shipped catalogue has 175 procedures, and 172 of them already in the third quarter of 2025")
{
    CHECK(shipped().procedures(on(2026, 11, 20)).size() == 175);
    CHECK(shipped().procedures(on(2025, 7, 1)).size() == 172);
    CHECK(shipped().procedures(on(2025, 6, 30)).empty());
    CHECK(shipped().procedure("3.000722", on(2026, 9, 7)) == nullptr);    // QĐ 3582/QĐ-UBND of 8 September 2026
    CHECK(shipped().procedure("3.000722", on(2026, 9, 8)) != nullptr);
    CHECK(shipped().procedure("lien-thong-ho-kinh-doanh-karaoke", on(2025, 11, 25)) == nullptr);    // QĐ 4789/QĐ-UBND
}

TEST_CASE("four procedures on poverty end with the year 2026")
{
    for (auto id : {"1.011606", "1.011607", "1.011608", "3.000412"}) {
        CHECK(shipped().procedure(id, on(2026, 12, 31)) != nullptr);
        CHECK(shipped().procedure(id, on(2027, 1, 1)) == nullptr);
    }
    CHECK(shipped().procedures(on(2027, 1, 1)).size() == 171);
}

TEST_CASE("a birth is free in its first 60 days; afterwards the former city asks 8.000 đồng on paper and nothing online")
{
    CHECK(price({.id = "1.001193", .answers = R"({"child_birth_date":"2026-09-21"})"}) == 0);          // The 60th day
    CHECK(price({.id = "1.001193", .answers = R"({"child_birth_date":"2026-09-20"})"}) == 8000);
    CHECK(price({.id = "1.001193", .channel = Channel::online, .answers = R"({"child_birth_date":"2026-01-02"})"}) == 0);
    CHECK(is_unknown({.id = "1.001193", .area = "hai-duong-cu", .answers = R"({"child_birth_date":"2026-01-02"})"}));
    CHECK(is_unknown({.id = "1.001193", .channel = Channel::online, .day = on(2026, 8, 7), .answers = R"({"child_birth_date":"2026-01-02"})"}));
}

TEST_CASE("more copies of the extract cost 8.000 đồng each, and a child pays no registration charge")
{
    CHECK(price({.id = "1.001193", .answers = R"({"child_birth_date":"2026-11-01","extract_copies":3})"}) == 24000);
    CHECK(price({.id = "2.000635", .answers = R"({"copies_wanted":2})"}) == 16000);
    CHECK(price({.id = "1.001193", .answers = R"({"child_birth_date":"2025-11-01"})", .exemption = "Trẻ em"}) == 0);
}

TEST_CASE("a death is free in its first 15 days")
{
    CHECK(price({.id = "1.000656", .answers = R"({"death_date":"2026-11-05"})"}) == 0);
    CHECK(price({.id = "1.000656", .answers = R"({"death_date":"2026-11-04"})"}) == 8000);
}

TEST_CASE("a certified copy costs 2.000 đồng for each of the first two pages, then 1.000, at most 200.000")
{
    CHECK(price({.id = "2.000942", .pages = 5, .copies = 3}) == 21000);   // (2×2.000 + 3×1.000) × 3
    CHECK(price({.id = "2.000942", .pages = 1}) == 2000);
    CHECK(price({.id = "2.000942", .pages = 500, .copies = 2}) == 400000);
}

TEST_CASE("the papers of the form are counted one by one, and electronic copies are free from 2026 to 2030")
{
    std::string papers = R"("papers":[{"paper_name":"Bằng","pages":1,"copies":2},{"paper_name":"Sổ","pages":4,"copies":1}])";
    CHECK(price({.id = "2.000815", .answers = R"({"copy_kind":"paper",)" + papers + "}"}) == 10000);   // 2×2.000 + (2×2.000 + 2×1.000)
    CHECK(price({.id = "2.000815", .answers = R"({"copy_kind":"electronic",)" + papers + "}"}) == 0);
    CHECK(price({.id = "2.000815", .day = on(2025, 12, 31), .answers = R"({"copy_kind":"electronic",)" + papers + "}"}) == 10000);
}

TEST_CASE("residence costs half online, and a list of people is charged by the person")
{
    CHECK(price({.id = "1.004222"}) == 20000);
    CHECK(price({.id = "1.004222", .channel = Channel::online}) == 10000);
    CHECK(price({.id = "1.004194", .answers = R"({"scope":"household"})"}) == 15000);
    CHECK(price({.id = "1.004194", .answers = R"({"scope":"list"})"}) == 10000);
    CHECK(price({.id = "1.004194", .channel = Channel::online, .answers = R"({"scope":"list"})"}) == 5000);
    CHECK(price({.id = "1.004222", .exemption = "Người cao tuổi"}) == 0);
}

TEST_CASE("a house permit takes 7 working days and 75.000 đồng, another building 10 and 150.000")
{
    const auto& permit = *shipped().procedure("1.013225", on(2026, 11, 20));
    auto days = [&](std::string_view answers) { return limit_for(permit, json::parse(answers))->limit.hundredths / 100; };
    CHECK(days("{}") == 7);
    CHECK(days(R"({"work_type":"house"})") == 7);
    CHECK(days(R"({"work_type":"level_3"})") == 10);
    CHECK(price({.id = "1.013225", .answers = R"({"work_type":"house"})"}) == 75000);
    CHECK(price({.id = "1.013225", .answers = R"({"work_type":"level_4"})"}) == 150000);
    CHECK(price({.id = "1.013225", .channel = Channel::online, .answers = R"({"work_type":"level_4"})"}) == 0);
    CHECK(is_unknown({.id = "1.013225", .area = "hai-duong-cu", .answers = R"({"work_type":"house"})"}));
}

TEST_CASE("land certificates are charged by what stands in them, from 2026 on, and are free online since 8 August 2026")
{
    std::map<std::string, std::string> land{{"le-phi-giay-chung-nhan", "lp-dat"}, {"phi-tham-dinh", "pt-dat"}};
    std::map<std::string, std::string> both{{"le-phi-giay-chung-nhan", "lp-dat-va-tai-san"}, {"phi-tham-dinh", "pt-dat-va-tai-san"}};
    CHECK(quoted({.id = "1.115620"}).open_groups.size() == 2);
    CHECK(price({.id = "1.115620", .chosen = land}) == 135000);
    CHECK(price({.id = "1.115620", .chosen = both}) == 190000);
    CHECK(price({.id = "1.115620", .channel = Channel::online}) == 0);
    CHECK(is_unknown({.id = "1.115620", .day = on(2025, 12, 31)}));
    std::map<std::string, std::string> company{{"le-phi-giay-chung-nhan", "lp-to-chuc-dat"}, {"phi-tham-dinh", "pt-to-chuc-dat"}};
    CHECK(price({.id = "1.115619", .chosen = company}) == 320000);
}

TEST_CASE("a household business is registered free of charge from 8 August 2026 to the end of 2031")
{
    CHECK(is_unknown({.id = "1.001612", .day = on(2026, 8, 7)}));
    CHECK(price({.id = "1.001612", .day = on(2026, 8, 8)}) == 0);
    CHECK(price({.id = "1.001612", .day = on(2031, 12, 31)}) == 0);
}

TEST_CASE("the social pension takes ten working days")
{
    const auto* limit = limit_for(*shipped().procedure("1.014027", on(2026, 10, 20)), json::Value());
    REQUIRE(limit);
    CHECK(limit->limit == TimeLimit{LimitUnit::working_day, 1000});
    // Applied on Tuesday 20 October 2026: decided by Tuesday 3 November.
    auto rules = shipped().clock_rules("11779");
    auto due = deadline(instant_in_vietnam(on(2026, 10, 20), MinuteOfDay(8 * 60)), limit->limit, PausePolicy::pause, {}, rules);
    REQUIRE(due);
    CHECK(day_in_vietnam(due->due_at) == on(2026, 11, 3));
    CHECK_FALSE(due->provisional);
}

TEST_CASE("the police, the schools and social insurance take their own dossiers where the centre only guides")
{
    auto taken = [](std::string_view id) { return shipped().procedure(id, on(2026, 11, 20))->accepted_at_centre; };
    CHECK(taken("1.004222"));          // Residence: a police counter stands in the centre
    CHECK_FALSE(taken("1.013133"));    // Military registration
    CHECK_FALSE(taken("2.002854"));    // Change of school
    CHECK_FALSE(taken("1.014137"));    // Health insurance card
    CHECK_FALSE(taken("3.000333"));    // Judicial record: the city's police
    CHECK(shipped().procedure("1.004222", on(2026, 11, 20))->decided_by == "cong-an");
}

TEST_CASE("every workflow ends with a hand-over at the centre after one decision, and shares the whole time out")
{
    std::set<std::string> codes;
    for (const auto* procedure : shipped().procedures(on(2026, 11, 20))) codes.insert(procedure->workflow);
    CHECK(codes.size() >= 8);
    for (const auto& code : codes) {
        const auto& steps = shipped().workflow(code)->steps;
        int whole = 0, decisions = 0;
        for (const auto& step : steps) {
            whole += step.share;
            decisions += step.decides;
            CHECK_MESSAGE(step.decides == (step.permission == Permission::approve_dossiers), code);
        }
        CHECK_MESSAGE(whole == 100, code);
        CHECK_MESSAGE(decisions == 1, code);
        CHECK_MESSAGE(steps.back().returns, code);
        CHECK_MESSAGE(steps.back().at == "centre", code);
    }
}

TEST_CASE("Hải Phòng has 67 communes, 45 wards and 2 special zones, 64 of them in the former Hải Dương")
{
    std::map<std::string, int> types, areas;
    for (const auto& unit : shipped().units()) ++types[unit.type], ++areas[unit.area];
    CHECK(types == std::map<std::string, int>{{"xã", 67}, {"phường", 45}, {"đặc khu", 2}});
    CHECK(areas == std::map<std::string, int>{{"hai-duong-cu", 64}, {"hai-phong-cu", 50}});
    CHECK(shipped().unit("11779")->slug == "tan-minh");
    CHECK(shipped().unit("10888")->slug == "cam-giang-10888");    // Cẩm Giang
    CHECK(shipped().unit("10903")->slug == "cam-giang-10903");    // Cẩm Giàng
    CHECK(shipped().communes().size() == 3321);
    CHECK(shipped().provinces().size() == 34);
}

TEST_CASE("an old unit that was split offers every successor, and land without people only for land")
{
    CHECK(became("phường Gia Viên", "quận Ngô Quyền", false) == std::set<std::string>{"Phường Ngô Quyền", "Phường Gia Viên"});
    CHECK(became("phường Gia Viên", "quận Ngô Quyền", true) == std::set<std::string>{"Phường Hồng Bàng", "Phường Ngô Quyền", "Phường Gia Viên"});
    CHECK(became("phường Tân Bình", "thành phố Hải Dương", true) == std::set<std::string>{"Phường Lê Thanh Nghị"});
    CHECK(became("xã Hòa Bình", "huyện Vĩnh Bảo", true) == std::set<std::string>{"Xã Nguyễn Bỉnh Khiêm"});
    CHECK(became("xã Hòa Bình", "huyện Kim Thành", false) == std::set<std::string>{"Xã Kim Thành"});
    CHECK(became("xã Cộng Hòa", "", false) == std::set<std::string>{"Xã An Phú", "Xã Lai Khê"});
}

TEST_CASE("24 November is a holiday, make-up Saturdays are worked, and 2027 is not confirmed yet")
{
    const auto& calendar = shipped().calendar();
    CHECK_FALSE(calendar.is_working(on(2026, 11, 24)));
    CHECK(calendar.is_working(on(2026, 8, 22)));
    CHECK(calendar.is_working(on(2026, 1, 10)));
    CHECK_FALSE(calendar.is_working(on(2026, 8, 31)));
    CHECK_FALSE(calendar.is_working(on(2026, 4, 27)));
    CHECK(calendar.is_confirmed(2025));
    CHECK(calendar.is_confirmed(2026));
    CHECK_FALSE(calendar.is_confirmed(2027));
}

TEST_CASE("a Saturday session takes dossiers and does not count, and a unit without its own hours keeps the city's")
{
    CHECK(shipped().hours("11779").sessions[6].size() == 1);
    CHECK_FALSE(shipped().hours("11779").saturday_counts);
    CHECK(shipped().hours("11791").sessions[6].empty());
    CHECK(shipped().hours("11791").sessions[1] == WorkingHours::office_hours().sessions[1]);
}

TEST_CASE("slips change their titles on 15 September 2025")
{
    CHECK(shipped().letter("extension_apology", on(2025, 9, 14)).title == "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ");
    CHECK(shipped().letter("extension_apology", on(2025, 9, 15)).title == "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT");
    CHECK(shipped().letter("supplement_request", on(2026, 1, 2)).number_format == "{number}/PBS-TTPVHCC");
    CHECK(shipped().letter("register", on(2026, 1, 2)).number == 7);
    CHECK(shipped().letter("stop_notice", on(2025, 7, 2)).number == 0);
}

TEST_CASE("the keeper of the system reads no dossier, and only leaders override a rule")
{
    for (const auto& role : shipped().roles()) {
        auto has = [&](Permission p) { return std::find(role.permissions.begin(), role.permissions.end(), p) != role.permissions.end(); };
        CHECK_MESSAGE((role.code != "quan-tri" || !has(Permission::read_dossiers)), role.code);
        CHECK_MESSAGE(has(Permission::override_rules) == (role.code == "lanh-dao"), role.code);
    }
    CHECK(shipped().roles().size() == 8);
}

}  // namespace motcua::catalogue
