#include <doctest/doctest.h>

#include "features/catalogue/rules.hpp"
#include "features/catalogue/testing.hpp"
#include "platform/json/json.hpp"
#include "source_path.hpp"

namespace motcua::catalogue {

namespace {

std::string units_of(const std::vector<Predecessor>& found)
{
    std::string text;
    for (const auto& row : found) text += (text.empty() ? "" : " ") + row.unit_code + ":" + row.code;
    return text;
}

// A commune's own folder: a procedure that no law knows, with its form and workflow, and a sentence.
class OwnFiles {
public:
    OwnFiles()
    {
        write("procedures/rieng/muon-san-nha-van-hoa.toml", R"(id = "muon-san-nha-van-hoa"
code = ""
effective_from = 2026-01-01
name = "Mượn sân nhà văn hóa thôn"
short_name = "Mượn sân"
group = "rieng"
subject = "Văn hóa"
level = "xã"
receiving = "Trung tâm Phục vụ hành chính công xã"
decided_by = "commune"
deciding_agency_name = "UBND xã"
workflow = "muon-san"
form = "muon-san"
confidence = "high"
)");
        write("forms/muon-san.toml", R"(code = "muon-san"
title = "Đơn mượn sân"
legal_form = "Mẫu của xã"

[[sections]]
title = "Sân"

[[sections.fields]]
name = "day"
type = "date"
label = "Ngày mượn"
)");
        write("workflows/muon-san.toml", R"(code = "muon-san"
name = "Duyệt"

[[steps]]
code = "duyet"
name = "Duyệt"
permission = "approve_dossiers"
at = "deciding"
share = 100
decides = true
returns = true
)");
        write("messages/vi.toml", "[refusal]\nunknown_procedure = \"Xã không có thủ tục này.\"\n");
    }

    std::string folder() const { return m_folder.path(); }
    void write(const std::string& path, const std::string& text)
    {
        auto file = std::filesystem::path(folder()) / path;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }

private:
    db::TemporaryFolder m_folder;
};

}  // namespace

TEST_CASE("an old unit is found by its name as people write it")
{
    auto catalogue = SampleFiles().load().snapshot;
    for (auto name : {"Phường Gia Viên", "phường gia viên", "Gia Viên", "P. Gia Viên", "phuong gia vien", "  GIA   VIÊN "})
        CHECK(units_of(catalogue->successors(name, "quận Ngô Quyền", false)) == "10002:1");
    for (auto district : {"Ngô Quyền", "Q. Ngô Quyền", "q.ngo quyen", ""})
        CHECK(units_of(catalogue->successors("Gia Viên", district, true)) == "10001:1 10002:1");
    CHECK(units_of(catalogue->successors("phường Tân Bình", "TP Hải Dương", false)) == "10002:4");
    CHECK(units_of(catalogue->successors("phường Tân Bình", "TP. Hải Dương", false)) == "10002:4");
    CHECK(catalogue->successors("Gia Viên", "Lê Chân", true).empty());
    CHECK(catalogue->successors("Gia", "", true).empty());
    CHECK(catalogue->successors("", "", true).empty());
}

TEST_CASE("a part of land without people is no successor for a residence")
{
    auto catalogue = SampleFiles().load().snapshot;
    CHECK(units_of(catalogue->successors("Gia Viên", "", false)) == "10002:1");
    CHECK(units_of(catalogue->successors("Gia Viên", "", true)) == "10001:1 10002:1");
}

TEST_CASE("the type of an old place decides only when there is one of that type")
{
    auto catalogue = SampleFiles().load().snapshot;
    CHECK(units_of(catalogue->successors("xã Minh Đức", "", false)) == "10001:2");
    CHECK(units_of(catalogue->successors("thị trấn Minh Đức", "", false)) == "10002:3");
    CHECK(units_of(catalogue->successors("Minh Đức", "", false)) == "10001:2 10002:3");
    CHECK(units_of(catalogue->successors("phường Minh Đức", "", false)) == "10001:2 10002:3");
    CHECK(units_of(catalogue->successors("phường Minh Đức", "thành phố Thủy Nguyên", false)) == "10002:3");
}

TEST_CASE("the words before a place's name are its type")
{
    auto read = [](std::string_view written) {
        auto name = place_name(written);
        return name.type + "|" + name.name;
    };
    CHECK(read("TP.Hải Dương") == "thanh pho|hai duong");
    CHECK(read("Thị xã Kinh Môn") == "thi xa|kinh mon");
    CHECK(read("tx. Kinh Môn") == "thi xa|kinh mon");
    CHECK(read("TT Cát Bà") == "thi tran|cat ba");
    CHECK(read("Xã Xuân Đám") == "xa|xuan dam");
    CHECK(read("Tân Minh") == "|tan minh");
    CHECK(read("Phương Lâm") == "|phuong lam");
    CHECK(read("Xã") == "|xa");
}

TEST_CASE("procedures come by group and name, those in force only")
{
    SampleFiles files;
    files.change("procedures/dat_dai/1.000002.toml", "effective_from = 2025-07-01", "effective_from = 2026-01-01");
    auto catalogue = files.load().snapshot;
    auto list = catalogue->procedures(make_day(2026, 7, 2));
    REQUIRE(list.size() == 2);
    CHECK(list[0]->id == "1.000002");
    CHECK(list[1]->id == "1.000001");
    CHECK(catalogue->procedures(make_day(2025, 12, 31)).size() == 1);
    CHECK(catalogue->procedure("1.000009", make_day(2026, 7, 2)) == nullptr);
    CHECK(catalogue->procedure_version("1.000001", 2) == nullptr);
}

TEST_CASE("forms and workflows keep their versions; without a version the newest counts")
{
    SampleFiles files;
    auto second = files.read("forms/khai-sinh.toml");
    files.write("forms/khai-sinh.v2.toml", "version = 2\n" + second);
    files.write("workflows/phong.v10.toml", "version = 10\n" + files.read("workflows/phong.toml"));
    files.write("workflows/phong.v9.toml", "version = 9\n" + files.read("workflows/phong.toml"));
    auto catalogue = files.load().snapshot;
    REQUIRE(catalogue);
    CHECK(catalogue->form("khai-sinh")->version == 2);
    CHECK(catalogue->form_version("khai-sinh", 1)->version == 1);
    CHECK(catalogue->workflow("phong")->version == 10);
    CHECK(catalogue->workflow_version("phong", 9)->version == 9);
    CHECK(catalogue->workflow_version("phong", 3) == nullptr);
    CHECK(catalogue->workflow("gone") == nullptr);
}

TEST_CASE("a place of birth or residence is named with its province")
{
    auto catalogue = SampleFiles().load().snapshot;
    auto place = catalogue->place("10001");
    REQUIRE(place);
    CHECK(place->commune_name == "Xã Mẫu Một");
    CHECK(place->province_code == "31");
    CHECK(place->province_name == "Thành phố Hải Phòng");
    CHECK(catalogue->place("10002")->commune_name == "Phường Mẫu Hai");
    CHECK(catalogue->place("10003")->commune_name == "Đặc khu Mẫu Ba");
    CHECK_FALSE(catalogue->place("99999"));
}

TEST_CASE("the letter in force on a day is printed")
{
    SampleFiles files;
    files.change("letters.toml", "[[letters]]\ncode = \"supplement_request\"",
                 "[[letters]]\ncode = \"receipt\"\nnumber = 9\ntitle = \"MỚI\"\nnumber_format = \"{number}\"\nfrom = 2026-08-05\nlegal_basis = \"NĐ\"\n\n[[letters]]\ncode = \"supplement_request\"");
    auto catalogue = files.load().snapshot;
    REQUIRE(catalogue);
    CHECK(catalogue->letter("receipt", make_day(2026, 8, 4)).number == 1);
    CHECK(catalogue->letter("receipt", make_day(2026, 8, 5)).number == 9);
    CHECK_THROWS_AS(catalogue->letter("receipt", make_day(2025, 9, 14)), std::out_of_range);
    CHECK_THROWS_AS(catalogue->letter("gone", make_day(2026, 8, 5)), std::out_of_range);
}

TEST_CASE("a code has its own sentence for a refusal and for a field, or shares one")
{
    auto catalogue = SampleFiles().load().snapshot;
    CHECK(catalogue->message("unknown_procedure") == "Không có thủ tục này.");
    CHECK(catalogue->field_message("unknown_procedure") == "Không có thủ tục {id}.");
    CHECK(catalogue->message("only_field") == "Hai.");
    CHECK(catalogue->field_message("only_refusal") == "Một.");
    CHECK(catalogue->message("gone") == "");
}

TEST_CASE("a commune adds a procedure, hours and a sentence with files only")
{
    SampleFiles city;
    OwnFiles own;
    own.write("procedures/dat_dai/1.000002.toml", city.read("procedures/dat_dai/1.000002.toml") + "note = \"Xã sửa\"\n");
    own.write("hours.toml", "[[hours]]\nunit = \"10001\"\nsessions = [{ weekday = \"friday\", from = \"06:30\", to = \"11:00\" }]\n");

    auto loaded = load({city.folder(), own.folder()});
    for (const auto& fault : loaded.faults) FAIL_CHECK(describe(fault));
    REQUIRE(loaded.snapshot);
    CHECK(loaded.snapshot->procedures(make_day(2026, 7, 2)).size() == 3);
    CHECK(loaded.snapshot->procedure("muon-san-nha-van-hoa", make_day(2026, 7, 2))->form == "muon-san");
    CHECK(loaded.snapshot->procedure("1.000002", make_day(2026, 7, 2))->note == "Xã sửa");
    CHECK(loaded.snapshot->hours("10001").sessions[1].empty());
    CHECK(loaded.snapshot->hours("10001").sessions[5].size() == 1);
    CHECK(loaded.snapshot->hours("10002").sessions[1].size() == 2);
    CHECK(loaded.snapshot->message("unknown_procedure") == "Xã không có thủ tục này.");
    CHECK(loaded.snapshot->message("only_refusal") == "Một.");

    own.write("hours.toml", "[[hours]]\nunit = \"10009\"\nsessions = [{ weekday = \"friday\", from = \"06:30\", to = \"11:00\" }]\n");
    auto faulty = load({city.folder(), own.folder()});
    REQUIRE(faulty.faults.size() == 1);
    CHECK(describe(faulty.faults[0]) == own.folder() + "/hours.toml:2:1: hours[0].unit: there is no unit \"10009\"");
}

TEST_CASE("a commune adds a procedure over the shipped catalogue with files only")
{
    OwnFiles own;
    const std::string shipped = motcua::testing::source_path("catalogue");
    auto loaded = load({shipped, own.folder()});
    for (const auto& fault : loaded.faults) FAIL_CHECK(describe(fault));
    REQUIRE(loaded.snapshot);
    auto on = make_day(2026, 7, 2);
    CHECK(loaded.snapshot->procedures(on).size() == load(shipped).snapshot->procedures(on).size() + 1);
    CHECK(loaded.snapshot->search("muon san", on).front()->id == "muon-san-nha-van-hoa");
    CHECK(loaded.snapshot->workflow("muon-san")->steps.size() == 1);
}

TEST_CASE("readers keep their snapshot while a new one takes its place")
{
    Catalogue catalogue(SampleFiles().load().snapshot);
    auto before = catalogue.now();
    SampleFiles files;
    files.change("procedures/ho_tich/1.000001.toml", "short_name = \"Khai sinh\"", "short_name = \"Mới\"");
    catalogue.replace(files.load().snapshot);
    CHECK(before->procedure_version("1.000001", 1)->short_name == "Khai sinh");
    CHECK(catalogue.now()->procedure_version("1.000001", 1)->short_name == "Mới");
}

}  // namespace motcua::catalogue
