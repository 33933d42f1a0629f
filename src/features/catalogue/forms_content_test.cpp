#include <doctest/doctest.h>

#include "features/catalogue/catalogue.hpp"
#include "source_path.hpp"

// The shipped forms can be filled in by people: a whole set of answers is accepted, and what must be asked is asked.
namespace motcua::catalogue {
namespace {

const Snapshot& shipped()
{
    static const auto loaded = load(motcua::testing::source_path("catalogue"));
    REQUIRE(loaded.snapshot);
    return *loaded.snapshot;
}

const Day today = make_day(2026, 11, 20);

// "field: code" of every problem.
std::vector<std::string> problems(std::string_view code, const std::string& answers)
{
    const auto* form = shipped().form(code);
    REQUIRE_MESSAGE(form, std::string(code));
    std::vector<std::string> found;
    for (const auto& problem : forms::check_answers(*form, json::parse(answers), today, [](auto commune) { return shipped().place(commune); }))
        found.push_back(problem.field + ": " + problem.code);
    return found;
}

const std::vector<std::string> none;

// R"(…$ADDRESS…)" with the same place everywhere.
std::string with_places(std::string answers)
{
    static const std::string address = R"({"detail":"Thôn Mẫu","commune_code":"11779","province_code":"31"})";
    for (auto at = answers.find("$ADDRESS"); at != std::string::npos; at = answers.find("$ADDRESS", at + address.size())) answers.replace(at, 8, address);
    return answers;
}

const std::string birth = with_places(R"("child_name":"Nguyễn Thị Mẫu","child_sex":"female","child_birth_date":"2026-11-01","child_ethnicity":"Kinh",
    "child_nationality":"Việt Nam","home_town":"xã Tân Minh, thành phố Hải Phòng","birth_place_kind":"facility","birth_facility":"Trạm y tế Mẫu",
    "birth_place":$ADDRESS,"requester_relation":"father","requester_name":"Nguyễn Văn Mẫu","requester_personal_id":"031090000001",
    "requester_address":$ADDRESS,"requester_phone":"0912345678","declared_true":true)");
const std::string mother = R"("mother_declared":"yes","mother_name":"Trần Thị Mẫu","mother_birth_date":"1995","mother_nationality":"Việt Nam")";
const std::string father = R"("father_declared":"yes","father_name":"Nguyễn Văn Mẫu","father_birth_date":"1990-05","father_nationality":"Việt Nam")";

}  // namespace

TEST_CASE("a birth can be declared with both parents, with the mother alone, and for a child whose parents are not known")
{
    CHECK(problems("khai-sinh", "{" + birth + R"(,"parents_married":"yes",)" + mother + "," + father + "}") == none);
    CHECK(problems("khai-sinh", "{" + birth + R"(,"parents_married":"no","father_declared":"no",)" + mother + "}") == none);
    CHECK(problems("khai-sinh", "{" + birth + R"(,"parents_married":"no","mother_declared":"no","father_declared":"no"})") == none);
}

TEST_CASE("a birth lacks its mother's name only when the mother is declared, and never lies in the future")
{
    CHECK(problems("khai-sinh", "{" + birth + R"(,"parents_married":"no","father_declared":"no","mother_declared":"yes","mother_birth_date":"1995","mother_nationality":"Việt Nam"})") ==
          std::vector<std::string>{"mother_name: required"});
    auto tomorrow = birth;
    tomorrow.replace(tomorrow.find("2026-11-01"), 10, "2026-11-21");
    CHECK(problems("khai-sinh", "{" + tomorrow + R"(,"parents_married":"no","mother_declared":"no","father_declared":"no"})") == std::vector<std::string>{"child_birth_date: too_late"});
}

TEST_CASE("a death can be declared without a notice, and not before the birth")
{
    auto death = [](std::string date) {
        return with_places(R"({"deceased_name":"Nguyễn Văn Mẫu","deceased_sex":"male","deceased_birth_date":"1940","deceased_nationality":"Việt Nam",
            "last_residence":$ADDRESS,"death_date":")" + date + R"(","death_time":"4:30","death_place":"tại nhà, xã Tân Minh","death_cause":"tuổi già",
            "notice_kind":"none","requester_relation":"child","requester_name":"Nguyễn Thị Mẫu","requester_personal_id":"031170000001",
            "requester_address":$ADDRESS,"requester_phone":"0912345678","declared_true":true})");
    };
    CHECK(problems("khai-tu", death("2026-11-15")) == none);
    CHECK(problems("khai-tu", death("1939-12-31")) == std::vector<std::string>{"death_date: too_early"});
}

TEST_CASE("a bride is at least 18, a groom at least 20, and a foreigner shows a passport instead of an identity card")
{
    auto marriage = [](const std::string& wife, const std::string& husband) {
        return with_places(R"({"wife_name":"Trần Thị Mẫu","wife_birth_date":")" + wife + R"(","wife_citizenship":"vietnam","wife_personal_id":"031300000001",
            "wife_ethnicity":"Kinh","wife_address":$ADDRESS,"wife_before":"never","husband_name":"John Sample","husband_birth_date":")" + husband +
            R"(","husband_citizenship":"other","husband_country":"Úc","husband_passport":"X0000000","husband_lives_abroad":true,
            "husband_address_abroad":"1 Sample Street, Sydney","husband_before":"divorced","husband_marriage_order":2,"husband_divorce":"Bản án mẫu",
            "contact_phone":"0912345678","declared_true":true})");
    };
    CHECK(problems("ket-hon", marriage("2008-11-20", "2006-11-20")) == none);
    CHECK(problems("ket-hon", marriage("2008-11-21", "2006-11-21")) == std::vector<std::string>{"wife_birth_date: too_late", "husband_birth_date: too_late"});
}

TEST_CASE("marital status can be certified for a marriage and for a time in the past")
{
    auto status = with_places(R"({"for_whom":"self","person_name":"Nguyễn Văn Mẫu","person_personal_id":"031095000001","person_birth_date":"1995-02-03","person_sex":"male",
        "person_ethnicity":"Kinh","person_nationality":"Việt Nam","person_address":$ADDRESS,"period":"past","period_from":"2015-01-01","period_to":"2020-12-31",
        "period_address":$ADDRESS,"marital_status":"never","purpose":"marry","future_spouse_name":"Trần Thị Mẫu","future_spouse_details":"sinh 1996",
        "marriage_place":"UBND xã Tân Minh","requester_name":"Nguyễn Văn Mẫu","requester_personal_id":"031095000001","requester_phone":"0912345678","declared_true":true})");
    CHECK(problems("tinh-trang-hon-nhan", status) == none);
}

TEST_CASE("a copy of a marriage extract asks for both names")
{
    std::string common = R"("copies_wanted":2,"subject_name":"Nguyễn Văn Mẫu","subject_birth_date":"1960","registered_at":"xã Mẫu, huyện Tiên Lãng",
        "requester_kind":"self","requester_name":"Nguyễn Văn Mẫu","requester_personal_id":"031060000001","requester_phone":"0912345678","declared_true":true})";
    CHECK(problems("trich-luc-ho-tich", R"({"event_kind":"birth",)" + common) == none);
    CHECK(problems("trich-luc-ho-tich", R"({"event_kind":"marriage",)" + common) == std::vector<std::string>{"subject_second_name: required"});
}

TEST_CASE("a person of 75 with a small insurance allowance asks for the social pension through a grandchild")
{
    auto request = with_places(R"({"request_kind":"new","person_name":"Nguyễn Thị Mẫu","person_birth_date":"1951","person_sex":"female","person_ethnicity":"Kinh",
        "person_personal_id":"031151000001","person_address":$ADDRESS,"phone":"0912345678","receives":["insurance_allowance"],"insurance_allowance_amount":520000,
        "household":"neither","payment_method":"account","account_holder":"Nguyễn Thị Mẫu","account_number":"0000000000","bank":"Ngân hàng Mẫu",
        "has_agent":"agent","agent":{"full_name":"Nguyễn Văn Mẫu","personal_id":"031095000001","phone":"0912345678","relation":"cháu"},"declared_true":true})");
    CHECK(problems("tro-cap-huu-tri-xa-hoi", request) == none);
    CHECK(problems("tro-cap-huu-tri-xa-hoi", R"({"request_kind":"moved"})").size() > 5);
}

TEST_CASE("certified copies and a mandate for a pension can be asked for")
{
    CHECK(problems("chung-thuc-ban-sao", R"({"copy_kind":"paper","papers":[{"paper_name":"Bằng tốt nghiệp","pages":2,"copies":3}],"requester_name":"Nguyễn Văn Mẫu"})") == none);
    CHECK(problems("chung-thuc-ban-sao", R"({"copy_kind":"paper","papers":[{"paper_name":"Bằng tốt nghiệp","pages":0,"copies":3}],"requester_name":"Nguyễn Văn Mẫu"})") ==
          std::vector<std::string>{"papers[0].pages: too_small"});
    CHECK(problems("chung-thuc-chu-ky-uy-quyen-luong-huu",
                   with_places(R"({"principal_name":"Nguyễn Thị Mẫu","principal_birth_date":"1948","principal_personal_id":"031148000001","principal_address":$ADDRESS,
        "agent_name":"Nguyễn Văn Mẫu","agent_birth_date":"1975-01-02","agent_personal_id":"031075000001","agent_relation":"con","agent_address":$ADDRESS,
        "agent_phone":"0912345678","benefits":["pension"],"mandate_from":"2026-12-01","mandate_to":"2027-11-30","signing_place":"home",
        "home_visit_note":"sáng thứ Hai, cuối thôn","declared_true":true})")) == none);
}

TEST_CASE("residence is asked for a family that rents, and for a list of lodgers")
{
    std::string person = R"("person_name":"Nguyễn Văn Mẫu","person_birth_date":"1990","person_sex":"male","person_personal_id":"031090000001","person_phone":"0912345678")";
    std::string rented = R"("lodging_kind":"rented","lodging_owner":"Trần Thị Mẫu","lodging_owner_personal_id":"031160000001","owner_agrees":true)";
    CHECK(problems("thuong-tru", with_places("{" + person + "," + rented + R"(,"new_address":$ADDRESS,"floor_area":"42,5","residents_count":4,"is_head":"yes",
        "has_members":"yes","members":[{"full_name":"Nguyễn Thị Mẫu","birth_date":"2015","sex":"female","relation_to_head":"con"}],"declared_true":true})")) == none);
    CHECK(problems("tam-tru", with_places("{" + person + "," + rented + R"(,"request_kind":"new","scope":"list","permanent_address":$ADDRESS,"stay_address":$ADDRESS,
        "stay_from":"2026-12-01","stay_until":"2028-11-30","list_count":12,"list_file":["0000000000000000000000000000000000000000000000000000000000000000"],
        "declared_true":true})")) == none);
}

TEST_CASE("a grocer registers a household business, and a family asks for a permit to build")
{
    CHECK(problems("ho-kinh-doanh", with_places(R"({"owner_name":"Nguyễn Thị Mẫu","owner_birth_date":"1980-04-05","owner_sex":"female","owner_personal_id":"031180000001",
        "owner_address":$ADDRESS,"owner_phone":"0912345678","business_name":"Hộ kinh doanh Mẫu","business_address":$ADDRESS,
        "lines_of_business":[{"line_name":"bán tạp hóa","line_code":"4711","is_main":true}],"capital":50000000,"founder_kind":"person","workers":1,
        "social_insurance":"none","only_one_business":true,"place_lawful":true,"declared_true":true})")) == none);
    CHECK(problems("giay-phep-xay-dung", with_places(R"({"permit_kind":"new","work_type":"house","owner_kind":"person","owner_name":"Nguyễn Văn Mẫu","owner_personal_id":"031070000001",
        "owner_address":$ADDRESS,"owner_phone":"0912345678","site_address":$ADDRESS,"parcel_number":"12","map_sheet":"3","parcel_area":"100","land_certificate":"MẪU 000000",
        "ground_area":"80,5","floor_area":"161","height":"8,4","storeys":2,"designer_name":"Công ty Mẫu","duration_months":6,"neighbours_safe":true,"declared_true":true})")) == none);
}

}  // namespace motcua::catalogue
