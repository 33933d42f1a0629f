#include <doctest/doctest.h>

#include "features/catalogue/testing.hpp"

namespace motcua::catalogue {

namespace {

struct Spoilt {
    std::string file;
    std::string from;
    std::string to;
    std::string fault;   // After the file's name
};

void check_each(const std::vector<Spoilt>& cases)
{
    for (const auto& one : cases) {
        CAPTURE(one.from);
        CAPTURE(one.to);
        SampleFiles files;
        files.change(one.file, one.from, one.to);
        CHECK(files.faults() == one.file + one.fault + "\n");
    }
}

const std::string birth = "procedures/ho_tich/1.000001.toml";
const std::string land = "procedures/dat_dai/1.000002.toml";

}  // namespace

TEST_CASE("a sound catalogue loads")
{
    SampleFiles files;
    CHECK(files.faults() == "");
    auto snapshot = files.load().snapshot;
    REQUIRE(snapshot);
    auto on = make_day(2026, 7, 2);
    const auto* procedure = snapshot->procedure("1.000001", on);
    REQUIRE(procedure);
    CHECK(procedure->online == OnlineLevel::partial_online);
    CHECK(procedure->limits.at(1).limit == TimeLimit{LimitUnit::working_day, 750});
    CHECK(procedure->digest.size() == 64);
    CHECK(snapshot->workflow("phong")->steps.at(1).permission == Permission::approve_dossiers);
    CHECK(snapshot->form("khai-sinh")->title == "Tờ khai đăng ký khai sinh");
    CHECK(snapshot->roles().at(0).permissions == std::vector{Permission::receive_dossiers, Permission::read_dossiers});
    CHECK_FALSE(snapshot->calendar().is_working(make_day(2026, 9, 2)));
    CHECK(snapshot->calendar().is_working(make_day(2026, 8, 22)));
    CHECK(snapshot->calendar().is_confirmed(2026));
    CHECK_FALSE(snapshot->calendar().is_confirmed(2027));
    CHECK(snapshot->hours("10001").sessions[6].size() == 1);
    CHECK(snapshot->hours("10002").sessions[6].empty());
    CHECK(snapshot->commune("10003")->name == "Mẫu Ba");
    CHECK(snapshot->commune("10004") == nullptr);
    CHECK(snapshot->entries().size() == 5);
}

TEST_CASE("a value of the wrong kind is named with its line and what is expected")
{
    check_each({
        {birth, "originals = 1", "originals = \"one\"", ":52:13: documents[0].originals: a whole number is expected, found \"one\""},
        {birth, "online = \"partial_online\"", "online = \"half\"", ":10:10: online: one of none, partial_online, full_online is expected, found \"half\""},
        {birth, "subject", "subjekt", ":1:1: subject: missing: a text is expected\n" + birth + ":8:1: subjekt: unknown key; did you mean \"subject\"?"},
    });
}

TEST_CASE("every fault of every file is named at once")
{
    SampleFiles files;
    files.change(birth, "division = \"van-phong\"", "division = \"phong-la\"");
    files.change("workflows/phong.toml", "share = 60", "share = 70");
    files.change("roles.toml", "read_dossiers", "read_minds");
    files.write("forms/hong.toml", "code = ");
    auto text = files.faults();
    CHECK(text.find("forms/hong.toml:1:") != std::string::npos);
    CHECK(text.find(birth + ":14:1: division: there is no kind of division \"phong-la\"") != std::string::npos);
    CHECK(text.find("workflows/phong.toml:4:3: steps: the shares come to 110; at most 100 is expected") != std::string::npos);
    CHECK(text.find("roles.toml:4:36: roles[0].permissions[1]: \"read_minds\" is refused: unknown_permission") != std::string::npos);
    CHECK(files.load().snapshot == nullptr);
}

TEST_CASE("a procedure's own content is checked")
{
    check_each({
        {birth, "code = \"1.000001\"", "code = \"1.1\"", ":2:1: code: a national code such as 1.001193 or \"\" is expected, found \"1.1\""},
        {birth, "effective_from = 2025-07-01", "effective_from = 2025-07-01\neffective_to = 2025-06-30", ":4:1: effective_to: a day not before effective_from is expected"},
        {birth, "confidence = \"high\"", "confidence = \"sure\"", ":18:1: confidence: high, medium or low is expected, found \"sure\""},
        {birth, "amount = 3\n", "amount = 3.333\n", ":21:1: limits[0].amount: a number from 0 to 3650 with at most two decimals is expected"},
        {birth, "amount = 3\n", "amount = 0\n", ":21:1: limits[0].amount: more than 0 is expected"},
        {birth, "unit = \"working_day\"\n", "unit = \"immediate\"\n", ":21:1: limits[0].amount: 0 is expected for \"immediate\""},
        {birth, "originals = 1", "originals = 100", ":52:1: documents[0].originals: a whole number from 0 to 99 is expected"},
        {birth, "code = \"giay-chung-sinh\"", "code = \"khac\"", ":50:1: documents[0].code: \"khac\" is kept for papers that no procedure names"},
        {birth, "originals = 1", "originals = 1\n\n[[documents]]\ncode = \"giay-chung-sinh\"\nname = \"Hai\"", ":55:1: documents[1].code: the code \"giay-chung-sinh\" stands twice"},
        {birth, "[\"Người khuyết tật\"]", "[\"Một\", \"Một\"]", ":17:22: exemptions[1]: a text that stands once is expected"},
    });
}

TEST_CASE("what a procedure names must be there")
{
    check_each({
        {birth, "workflow = \"phong\"", "workflow = \"gone\"", ":15:1: workflow: there is no workflow \"gone\""},
        {land, "related = [\"1.000001\"]", "related = [\"1.000009\"]", ":12:12: related[0]: the id of another procedure is expected, found \"1.000009\""},
        {land, "related = [\"1.000001\"]", "related = [\"1.000002\"]", ":12:12: related[0]: the id of another procedure is expected, found \"1.000002\""},
        {land, "decided_by = \"so-xay-dung\"", "decided_by = \"so-la\"",
         ":10:1: decided_by: \"commune\", a kind of division or a department of agencies.toml is expected, found \"so-la\""},
        {birth, "division = \"van-phong\"\n", "", ":14:1: workflow: its workflow has a step at the division, but the procedure names no division"},
        {birth, "equals = \"abroad\"", "equals = \"moon\"", ":28:9: limits[1].when[0]: \"moon\" is no option of \"place\""},
        {birth, "equals = \"abroad\"", "answered = true, within_days = 3",
         ":28:9: limits[1].when[0]: exactly one of equals, one_of, answered, at_least, within_days, beyond_days is expected, found 2"},
    });
    SampleFiles files;
    files.change(birth, "form = \"khai-sinh\"\n", "");
    CHECK(files.faults() == birth + ":27:1: limits[1].when: conditions look at the answers of a form, but the procedure has none\n" +
                                birth + ":35:1: fees[0].when: conditions look at the answers of a form, but the procedure has none\n" +
                                birth + ":45:1: fees[1].when: conditions look at the answers of a form, but the procedure has none\n");
}

TEST_CASE("fees of a group fit each other")
{
    auto fee = [](std::string more) { return "\n[[fees]]\ncode = \"moi\"\ngroup = \"sao\"\nname = \"Phí\"\nlegal_basis = \"A\"\n" + more; };
    auto with = [&](std::string more) {
        SampleFiles files;
        files.change(birth, "\n[[documents]]", more + "\n[[documents]]");
        auto text = files.faults();
        return text.empty() ? text : text.substr(text.find(": ") + 2);
    };
    CHECK(with(fee("amount = 1000\nper = \"bản\"\ncounted_by = \"extracts\"\n")) == "");
    CHECK(with(fee("amount = -1\nper = \"lần\"\n")) == "fees[2].amount: an amount from 0 to 1000000000 is expected\n");
    CHECK(with(fee("per = \"lần\"\n")) == "fees[2].amount: an amount is expected, or a case_name that says where it stands\n");
    CHECK(with(fee("amount = 1\nper = \"lần\"\nchannel = \"fax\"\n")) == "fees[2].channel: \"direct\" or \"online\" is expected, found \"fax\"\n");
    CHECK(with(fee("amount = 1\nper = \"lần\"\narea = \"hue\"\n")) == "fees[2].area: no unit is in the area \"hue\"\n");
    CHECK(with(fee("amount = 1\nper = \"lần\"\nfrom = 2026-01-02\nuntil = 2026-01-01\n")) == "fees[2].until: a day not before from is expected\n");
    CHECK(with(fee("amount = 1\nper = \"lần\"\nunits_to = 2\n")) == "fees[2].units_to: steps are for fees per \"trang\"\n");
    CHECK(with(fee("amount = 1\nper = \"trang\"\nunits_from = 0\n")) == "fees[2].units_from: a whole number from 1 is expected\n");
    CHECK(with(fee("amount = 1\nper = \"trang\"\nunits_from = 3\nunits_to = 2\n")) == "fees[2].units_to: a number not less than units_from is expected\n");
    CHECK(with(fee("amount = 1\nper = \"lần\"\ncap = 2\n")) == "fees[2].cap: a cap is for fees per \"trang\"\n");
    CHECK(with(fee("amount = 1\nper = \"bản\"\ncounted_by = \"place\"\n")) == "fees[2].counted_by: a number of the form, or a group with the numbers pages and copies, is expected\n");
    CHECK(with(fee("amount = 1\nper = \"lần\"\ncounted_by = \"extracts\"\n")) == "fees[2].counted_by: only fees per \"trang\" or \"bản\" are counted\n");
    CHECK(with("\n[[fees]]\ncode = \"qua-han\"\ngroup = \"khac\"\nname = \"Phí\"\namount = 1\nper = \"lần\"\nlegal_basis = \"A\"\n") == "fees[2].code: the code \"qua-han\" stands twice\n");
    CHECK(with("\n[[fees]]\ncode = \"moi\"\ngroup = \"le-phi\"\ncharge = false\nname = \"Phí\"\namount = 1\nper = \"lần\"\nlegal_basis = \"A\"\n").find(
              "fees[2].charge: the group \"le-phi\" has charges and fees; all lines of a group are alternatives\n") == 0);

    auto step = [](std::string code, std::string more) {
        return "\n[[fees]]\ncode = \"" + code + "\"\ngroup = \"sao\"\nname = \"Phí\"\namount = 1\nper = \"trang\"\nlegal_basis = \"A\"\n" + more;
    };
    CHECK(with(step("a", "units_to = 2\n") + step("b", "units_from = 3\n")) == "");
    CHECK(with(step("a", "units_to = 3\n") + step("b", "units_from = 3\n")) == "fees[3].units_from: the pages overlap those of \"a\"\n");
    CHECK(with(step("a", "units_to = 3\nuntil = 2025-12-31\n") + step("b", "units_from = 3\nfrom = 2026-01-01\n")) == "");
    CHECK(with(step("a", "units_to = 3\nchannel = \"direct\"\n") + step("b", "units_from = 3\nchannel = \"online\"\n")) == "");
}

TEST_CASE("a file is called after what is in it")
{
    SampleFiles files;
    files.write("procedures/ho_tich/1.000003.toml", files.read(land));
    CHECK(files.faults() == "procedures/ho_tich/1.000003.toml:1:1: the file name 1.000002.toml is expected, as its content says\n"
                            "procedures/ho_tich/1.000003.toml:1:1: version: version 1 stands in procedures/dat_dai/1.000002.toml too\n"
                            "procedures/ho_tich/1.000003.toml:6:1: group: the folder procedures/dat_dai/ is expected to hold this file\n");
    SampleFiles other;
    other.write("proceduers/a.toml", "");
    other.write("forms/khai.toml", other.read("forms/khai-sinh.toml"));
    CHECK(other.faults() == "forms/khai.toml:1:1: the file name khai-sinh.toml is expected, as its content says\n"
                            "forms/khai.toml:1:1: version: this version stands in forms/khai-sinh.toml too\n"
                            "proceduers/a.toml: this file belongs nowhere: procedures/, forms/, workflows/, calendar/, assistant/, reports/ or a file that README.md names is expected\n");
}

TEST_CASE("a new version begins after the one before, which ends by itself")
{
    SampleFiles files;
    auto second = files.read(land);
    second.insert(0, "version = 2\n");
    second.replace(second.find("2025-07-01"), 10, "2026-08-01");
    files.write("procedures/dat_dai/1.000002.v2.toml", second);
    auto snapshot = files.load().snapshot;
    REQUIRE(snapshot);
    CHECK(snapshot->procedure("1.000002", make_day(2026, 7, 31))->version == 1);
    CHECK(snapshot->procedure("1.000002", make_day(2026, 8, 1))->version == 2);
    CHECK(snapshot->procedure_version("1.000002", 1)->effective_to == make_day(2026, 7, 31));
    CHECK(snapshot->procedure("1.000002", make_day(2025, 6, 30)) == nullptr);
    CHECK(snapshot->procedures(make_day(2026, 8, 1)).size() == 2);

    files.change("procedures/dat_dai/1.000002.v2.toml", "2026-08-01", "2025-07-01");
    CHECK(files.faults() == "procedures/dat_dai/1.000002.v2.toml:4:1: effective_from: a day after 2025-07-01 is expected: until then version 1 is in force\n");
    files.change("procedures/dat_dai/1.000002.v2.toml", "2025-07-01", "2026-08-01");
    files.change(land, "effective_from = 2025-07-01", "effective_from = 2025-07-01\neffective_to = 2026-08-01");
    CHECK(files.faults() == "procedures/dat_dai/1.000002.v2.toml:4:1: effective_from: a day after 2026-08-01 is expected: until then version 1 is in force\n");
    files.change(land, "effective_to = 2026-08-01", "effective_to = 2026-07-01");
    CHECK(files.load().snapshot->procedure("1.000002", make_day(2026, 7, 15)) == nullptr);
}

TEST_CASE("a workflow decides once and ends by returning the result")
{
    const std::string flow = "workflows/phong.toml";
    check_each({
        {flow, "code = \"ky\"", "code = \"tra\"", ":19:1: steps[2].code: the code \"tra\" stands twice"},
        {flow, "decides = true\n", "", ":4:3: steps: exactly one step with decides = true is expected, found 0\nworkflows/phong.toml:23:1: steps[2].returns: the step that decides comes before the one that returns"},
        {flow, "share = 60", "share = 60\ndecides = true", ":4:3: steps: exactly one step with decides = true is expected, found 2"},
        {flow, "returns = true\n", "", ":4:3: steps: exactly one step with returns = true is expected, found 0\nworkflows/phong.toml:4:3: steps: the last step is expected to return the result"},
        {flow, "at = \"centre\"", "at = \"moon\"", ":22:1: steps[2].at: centre, deciding, division or a department of agencies.toml is expected, found \"moon\""},
        {flow, "permission = \"hand_over_results\"", "permission = \"read_dossiers\"",
         ":21:1: steps[2].permission: receive_dossiers, process_dossiers, approve_dossiers or hand_over_results is expected"},
        {flow, "share = 60", "share = -1", ":8:1: steps[0].share: a whole number from 0 to 100 is expected"},
        {flow, "division:cong-an", "division:moon", ":27:1: consultations[0].agency: a department of agencies.toml or \"division:\" and a kind of division is expected, found \"division:moon\""},
        {flow, "working_days = 2", "working_days = 0", ":29:1: consultations[0].working_days: a whole number from 1 to 60 is expected"},
    });
}

TEST_CASE("a form's definition is checked where it stands")
{
    check_each({{"forms/khai-sinh.toml", "name = \"place\"", "name = \"birth_date\"", ":14:1: sections[0].fields[1].name: the name \"birth_date\" stands twice\n" +
                     birth + ":28:11: limits[1].when[0].field: there is no field \"place\" that stands earlier"}});
}

TEST_CASE("places are unique and belong together")
{
    const std::string units = "places/units.toml";
    check_each({
        {units, "slug = \"mau-hai\"", "slug = \"mau-mot\"", ":19:1: units[1].slug: the slug \"mau-mot\" stands twice; append the code"},
        {units, "slug = \"mau-hai\"", "slug = \"Mẫu Hai\"", ":19:1: units[1].slug: small letters without marks, digits and hyphens are expected"},
        {units, "H24.102", "H24.101", ":20:1: units[1].agency_identifier: the identifier \"H24.101\" stands twice"},
        {units, "H24.102", "H24.17", ":20:1: units[1].agency_identifier: the identifier \"H24.17\" stands twice"},
        {units, "H24.102", "24", ":20:1: units[1].agency_identifier: an identifier such as H24.258 is expected, found \"24\""},
        {units, "type = \"phường\"", "type = \"thị trấn\"", ":17:1: units[1].type: xã, phường or đặc khu is expected, found \"thị trấn\""},
        {units, "name = \"Mẫu Hai\"", "name = \"Mẫu Bốn\"", ":16:1: units[1].name: \"Mẫu Hai\" is expected, as places/communes.csv says"},
        {units, "latitude = 20.9", "latitude = 0", ":23:1: units[1].latitude: 7 to 24 is expected"},
        {"places/communes.csv", "10003,Mẫu Ba", "10001,Mẫu Ba", ":4:1: code: \"10001\" stands twice"},
        {"places/communes.csv", "10003", "1003", ":4:1: code: five digits are expected"},
        {"places/communes.csv", "đặc khu,31", "đặc khu,32", ":4:1: province_code: there is no province \"32\""},
        {"places/communes.csv", "đặc khu,31", "huyện,31", ":4:1: type: xã, phường or đặc khu is expected"},
        {"places/communes.csv", "đặc khu,31", "đặc khu", ":4:1: 4 columns are expected, found 3"},
        {"places/communes.csv", "Mẫu Ba", "\"Mẫu Ba", ":4:1: a quote is not closed"},
        {"places/predecessors.csv", "rest", "remains", ":6:45: part: one of whole, part, land_only, rest is expected, found \"remains\""},
        {"places/provinces.csv", "Phòng\n", "Phòng\n310,Mẫu,Tỉnh Mẫu\n31,Hai,Hai\n", ":3:1: code: two digits are expected\nplaces/provinces.csv:4:1: code: \"31\" stands twice"},
    });
}

TEST_CASE("a unit that stands twice is named with the line of the other, and what belonged to it too")
{
    SampleFiles files;
    files.change("places/units.toml", "code = \"10002\"", "code = \"10001\"");
    CHECK(files.faults() == "places/predecessors.csv:3:1: unit_code: there is no unit \"10002\"\n"
                            "places/predecessors.csv:5:1: unit_code: there is no unit \"10002\"\n"
                            "places/predecessors.csv:6:1: unit_code: there is no unit \"10002\"\n"
                            "places/units.toml:14:1: units[1]: this stands twice; before at line 1\n");
}

TEST_CASE("quotes, byte order marks and carriage returns of spreadsheets are read")
{
    SampleFiles files;
    files.write("places/communes.csv", "\xEF\xBB\xBF" "name,code,type,province_code\r\n\"Mẫu Hai\",10002,phường,31\r\n\"Mẫu Một\",10001,xã,31\r\n\"Mẫu \"\"Ba\"\", cũ\",10003,xã,31\r\n\r\n");
    CHECK(files.faults() == "");
    CHECK(files.load().snapshot->commune("10003")->name == "Mẫu \"Ba\", cũ");
    files.write("places/communes.csv", "name,code,kind,province_code\n");
    CHECK(files.faults().find("places/communes.csv:1:1: the columns code, name, type, province_code are expected\n") == 0);
}

TEST_CASE("the calendar has one entry a day, in its year")
{
    const std::string year = "calendar/2026.toml";
    check_each({
        {year, "2026-08-22", "2026-09-02", ":10:1: days[1].day: 2026-09-02 stands twice\ncalendar/2026.toml:11:1: days[1].kind: only a Saturday or Sunday can be a make-up day"},
        {year, "2026-09-02", "2027-09-02", ":4:1: days[0].day: a day of 2026 is expected"},
        {year, "kind = \"make_up\"", "kind = \"swapped_off\"", ":11:1: days[1].kind: a Saturday or Sunday is off already"},
    });
    SampleFiles files;
    files.write("calendar/next.toml", "confirmed = false\n");
    CHECK(files.faults() == "calendar/next.toml:1:1: a file name such as 2026.toml is expected\n");
}

TEST_CASE("sessions follow each other and every unit has hours")
{
    const std::string hours = "hours.toml";
    check_each({
        {hours, "from = \"13:30\"", "from = \"11:00\"", ":3:89: hours[0].sessions[1].from: a time not before the end of the session before it is expected"},
        {hours, "to = \"11:30\"", "to = \"06:00\"", ":3:51: hours[0].sessions[0].to: a time after from is expected"},
        {hours, "from = \"08:00\"", "from = \"8:00\"", ":9:35: hours[1].sessions[0].from: a time such as 07:00 is expected, found \"8:00\""},
        {hours, "unit = \"10001\"", "unit = \"10009\"", ":8:1: hours[1].unit: there is no unit \"10009\""},
        {hours, "{ weekday = \"monday\", from = \"08:00\", to = \"12:00\" }, ", "", ":9:1: hours[1].sessions: at least one session from monday to friday is expected"},
        {hours, "unit = \"\"", "unit = \"10002\"", ": an entry with unit = \"\" is expected: the hours of every unit without its own"},
    });
}

TEST_CASE("agencies, roles, letters and messages are complete")
{
    check_each({
        {"agencies.toml", "code = \"cong-an\"", "code = \"van-phong\"", ":5:1: division_kinds[1]: this stands twice; before at line 1\n"
                          "workflows/phong.toml:27:1: consultations[0].agency: a department of agencies.toml or \"division:\" and a kind of division is expected, found \"division:cong-an\""},
        {"agencies.toml", "name = \"Văn phòng\"", "name = \"Văn phòng\"\nunit_types = [\"huyện\"]", ":4:1: division_kinds[0].unit_types: xã, phường or đặc khu is expected, found \"huyện\""},
        {"agencies.toml", "H24.17", "H24.", ":12:1: departments[0].agency_identifier: an identifier such as H24.17 is expected, found \"H24.\""},
        {"roles.toml", "[\"receive_dossiers\", \"read_dossiers\"]", "[]", ":4:1: roles[0].permissions: at least one permission is expected"},
        {"letters.toml", "code = \"receipt\"", "code = \"reciept\"", ": the letter \"receipt\" is missing\nletters.toml:2:1: letters[0].code: \"reciept\" is no letter that the program prints"},
        {"letters.toml", "{number}", "{no}", ":5:1: letters[0].number_format: {number} is expected in it"},
        {"messages/vi.toml", "required = \"Sai.\"\n", "", ": field.required has no sentence"},
        {"messages/vi.toml", "required = \"Sai.\"", "required = \" \"", ":8:1: field.required: a sentence is expected"},
        {"messages/vi.toml", "required = \"Sai.\"", "required = \"Nhiều nhất {max\"", ":8:1: field.required: a { needs a }"},
        {"messages/vi.toml", "required = \"Sai.\"", "required = 5", ": field.required has no sentence\nmessages/vi.toml:8:1: field.required: a text is expected, found 5"},
        {"messages/vi.toml", "[refusal]", "[refusals]", ":1:2: refusals: unknown key; [refusal], [field] and [notification] are expected"},
    });
    SampleFiles files;
    files.change("agencies.toml", "name = \"Công an cấp xã\"", "name = \"Công an cấp xã\"\nunit_types = [\"xã\"]\n\n[[division_kinds]]\ncode = \"cong-an\"\nname = \"Công an phường\"\nunit_types = [\"phường\"]");
    CHECK(files.faults() == "");
    files.change("agencies.toml", "unit_types = [\"phường\"]", "unit_types = [\"phường\", \"xã\"]");
    CHECK(files.faults() == "agencies.toml:11:1: division_kinds[2].code: \"cong-an\" stands twice for xã\n");
}

TEST_CASE("a missing file and a missing folder are faults")
{
    SampleFiles files;
    files.remove("roles.toml");
    CHECK(files.faults() == "roles.toml: this file is missing\n");
    CHECK_FALSE(load(files.folder() + "/nowhere").faults.empty());
}

}  // namespace motcua::catalogue
