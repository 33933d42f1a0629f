#include <doctest/doctest.h>

#include "features/catalogue/testing.hpp"

namespace motcua::catalogue {

namespace {

// How many dossiers use what, as a test sets it.
using FakeUses = std::map<std::tuple<EntryKind, std::string, int>, Uses>;

CountUses counting(const FakeUses& uses)
{
    return [&uses](db::Connection&, EntryKind kind, std::string_view id, int version) {
        auto found = uses.find({kind, std::string(id), version});
        return found == uses.end() ? Uses{} : found->second;
    };
}

const Instant now = instant_in_vietnam(make_day(2026, 7, 2), MinuteOfDay(600));
const std::string land = "procedures/dat_dai/1.000002.toml";

std::string text_of(const InstallReport& report)
{
    std::string text;
    for (const auto& change : report.changes)
        text += std::to_string(static_cast<int>(change.change)) + " " + change.entry.id + " " + std::to_string(change.entry.version) + " " + std::to_string(change.open_dossiers) + "\n";
    for (const auto& fault : report.faults) text += "fault " + fault.entry.id + " " + std::to_string(fault.entry.version) + "\n";
    return text + "unchanged " + std::to_string(report.unchanged);
}

struct Installing {
    explicit Installing(db::Database& its_db) : db(its_db) {}

    InstallReport operator()() { return install(db, *files.load().snapshot, now, counting(uses)); }

    void add_second_version()
    {
        auto text = files.read(land);
        text.insert(0, "version = 2\n");
        text.replace(text.find("2025-07-01"), 10, "2026-08-01");
        files.write("procedures/dat_dai/1.000002.v2.toml", text);
    }

    db::Database& db;
    SampleFiles files;
    FakeUses uses;
};

}  // namespace

TEST_CASE("the first load adds everything, the second changes nothing")
{
    db::for_each_database([](db::Database& db) {
        Installing install(db);
        CHECK(install().changes.size() == 5);
        CHECK(text_of(install()) == "unchanged 5");
    });
}

TEST_CASE("a changed file is recorded while no open dossier uses it")
{
    db::for_each_database([](db::Database& db) {
        Installing install(db);
        install();
        install.uses[{EntryKind::procedure, "1.000002", 1}] = {0, 7};
        install.files.change(land, "Đất đai\"", "Đất\"");
        CHECK(text_of(install()) == "1 1.000002 1 0\nunchanged 4");
        CHECK(text_of(install()) == "unchanged 5");
    });
}

TEST_CASE("a changed file is refused while an open dossier uses it, and nothing is recorded")
{
    db::for_each_database([](db::Database& db) {
        Installing install(db);
        install();
        install.uses[{EntryKind::procedure, "1.000002", 1}] = {3, 7};
        install.files.change(land, "short_name = \"Đất đai\"", "short_name = \"Đất\"");
        install.files.write("workflows/moi.toml", "code = \"moi\"\n" + install.files.read("workflows/tra-ngay.toml").substr(18));
        auto report = install();
        CHECK(report.is_refused());
        CHECK(text_of(report) == "0 moi 1 0\nfault 1.000002 1\nunchanged 4");
        CHECK(describe(report) ==
              "! Không được sửa tệp của thủ tục 1.000002 phiên bản 1 “Đăng ký đất đai”: 3 hồ sơ đang giải quyết dùng phiên bản này. "
              "Xin trả tệp về như cũ và ghi nội dung mới vào tệp phiên bản sau, ví dụ 1.000002.v2.toml.\n"
              "+ Thêm quy trình moi phiên bản 1 “Trả ngay”\n"
              "Danh mục chưa được nạp: 1 lỗi ở trên.\n");
        CHECK(text_of(install()) == text_of(report));
    });
}

TEST_CASE("workflows and the forms of used procedures are held as well")
{
    db::for_each_database([](db::Database& db) {
        Installing install(db);
        install();
        install.uses[{EntryKind::workflow, "tra-ngay", 1}] = {1, 1};
        install.files.change("workflows/tra-ngay.toml", "Ký và trả", "Ký");
        CHECK(text_of(install()) == "fault tra-ngay 1\nunchanged 4");
        install.uses = {{{EntryKind::procedure, "1.000001", 1}, Uses{2, 2}}};
        install.files.change("forms/khai-sinh.toml", "Nơi sinh", "Sinh ở đâu?");
        CHECK(text_of(install()) == "1 tra-ngay 1 0\nfault khai-sinh 1\nunchanged 3");
    });
}

TEST_CASE("a new version ends the one before, whose open dossiers keep it")
{
    db::for_each_database([](db::Database& db) {
        Installing install(db);
        install();
        install.uses[{EntryKind::procedure, "1.000002", 1}] = {12, 40};
        install.add_second_version();
        auto report = install();
        CHECK(text_of(report) == "2 1.000002 1 12\n0 1.000002 2 12\nunchanged 4");
        CHECK(describe(report) ==
              "~ Áp dụng thủ tục 1.000002 phiên bản 1 “Đăng ký đất đai” đến hết 31/07/2026; 12 hồ sơ đang giải quyết vẫn theo phiên bản này\n"
              "+ Thêm thủ tục 1.000002 phiên bản 2 “Đăng ký đất đai”, từ 01/08/2026; 12 hồ sơ đang giải quyết vẫn theo phiên bản trước\n"
              "Đã nạp danh mục: thêm 1, sửa 0, đổi thời gian áp dụng 1, bỏ 0, giữ nguyên 4.\n");
        CHECK(text_of(install()) == "unchanged 6");
    });
}

TEST_CASE("a file that is gone is a fault while any dossier uses its version")
{
    db::for_each_database([](db::Database& db) {
        Installing install(db);
        install();
        install.uses[{EntryKind::procedure, "1.000002", 1}] = {0, 1};
        install.files.remove(land);
        auto report = install();
        CHECK(text_of(report) == "fault 1.000002 1\nunchanged 4");
        CHECK(describe(report).find("! Thiếu tệp của thủ tục 1.000002 phiên bản 1 “Đăng ký đất đai”: 1 hồ sơ dùng phiên bản này. Xin trả tệp về chỗ cũ.\n") == 0);
        install.uses.clear();
        CHECK(text_of(install()) == "3 1.000002 1 0\nunchanged 4");
        CHECK(text_of(install()) == "unchanged 4");
    });
}

}  // namespace motcua::catalogue
