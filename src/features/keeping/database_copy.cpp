#include "features/keeping/database_copy.hpp"

#include <fstream>

#include "features/documents/documents.hpp"
#include "features/keeping/folders.hpp"
#include "platform/process.hpp"

namespace motcua::keeping {

namespace {

constexpr auto patience = std::chrono::hours(6);

std::string end_of(const std::string& said)
{
    auto last = said.find_last_not_of(" \r\n");
    auto text = said.substr(0, last + 1);
    return text.size() > 600 ? "…" + text.substr(text.size() - 600) : text;
}

void write_file_list(db::Connection& c, const std::filesystem::path& path)
{
    std::ofstream list(path);
    documents::each_between(c, "", "g", [&](const documents::StoredFile& file) { list << file.digest << ' ' << file.size << '\n'; });
    list.close();
    if (!list) throw Failure("Không ghi được " + path.string() + ". Xin xem ổ đĩa còn chỗ không.");
    flush(path);
}

void describe(db::Connection& c, DatabaseCopy& copy)
{
    copy.engine = c.is_postgres() ? "postgresql" : "sqlite";
    copy.version = db::engine_version(c);
    copy.tables = db::table_sizes(c);
    copy.migration = db::one<std::string>(c, "SELECT name FROM schema_migration ORDER BY number DESC LIMIT 1");
}

void add_digest(DatabaseCopy& copy, const std::filesystem::path& folder)
{
    auto path = folder / copy.file;
    flush(path);
    copy.size = static_cast<std::int64_t>(std::filesystem::file_size(path));
    copy.digest = crypto::sha256_hex_of_file(path.string());
}

void copy_sqlite_file(const std::string& path, const std::filesystem::path& folder, DatabaseCopy& copy, const Progress& progress)
{
    require_room(folder, static_cast<std::int64_t>(std::filesystem::file_size(path)));
    copy.file = "database.sqlite";
    auto target = (folder / copy.file).string();
    std::vector<std::string> faults;
    try {
        db::copy_sqlite(path, target, [&](int percent) { progress("Chép cơ sở dữ liệu", percent); });
        progress("Kiểm tra bản chép", -1);
        faults = db::faults_of_sqlite(target);
    } catch (const db::Error& error) {
        faults = {error.what()};
    }
    if (!faults.empty())
        throw Failure("Cơ sở dữ liệu " + path + " bị hỏng (" + faults[0] + "). Các bản sao lưu cũ còn nguyên: xin dừng máy chủ và khôi phục bản gần nhất.");
    {
        auto database = open_patiently("sqlite:" + target);
        database->read_consistent([&](db::Connection& c) {
            describe(c, copy);
            write_file_list(c, folder / "files.txt");
        });
    }
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(target + ending);
}

// One snapshot for pg_dump and for us: we hold it open meanwhile, and say something now and then so that nobody ends it.
void dump_postgres(const std::string& url, const std::filesystem::path& folder, DatabaseCopy& copy, const Progress& progress)
{
    copy.file = "database.pgdump";
    open_patiently(url)->read_consistent([&](db::Connection& c) {
        auto snapshot = db::one<std::string>(c, "SELECT pg_export_snapshot()");
        auto stay = [&] {
            c.run("SELECT 1", {}, [](const db::Row&) {});
            progress("Chép cơ sở dữ liệu", -1);
        };
        auto finished = run_program({"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--snapshot=" + snapshot,
                                     "--file=" + (folder / copy.file).string()},
                                    db::postgres_environment(url), stay);
        if (finished.status == 127) throw Failure("Thiếu chương trình pg_dump. Xin cài: apt install postgresql-client");
        if (finished.status != 0) throw Failure("pg_dump không chép được cơ sở dữ liệu: " + end_of(finished.said));
        progress("Đếm dòng của bản chép", -1);
        describe(c, copy);
        write_file_list(c, folder / "files.txt");
    });
}

std::string difference_of(const std::vector<db::TableSize>& wanted, const std::vector<db::TableSize>& found)
{
    for (const auto& one : wanted) {
        auto same = [&](const db::TableSize& other) { return other.table == one.table; };
        auto there = std::ranges::find_if(found, same);
        auto rows = there == found.end() ? 0 : there->rows;
        if (rows != one.rows) return "bảng " + one.table + " có " + std::to_string(rows) + " dòng, bản sao lưu có " + std::to_string(one.rows);
    }
    return "";
}

void require_same_rows(const DatabaseCopy& copy, const std::string& url)
{
    auto found = open_patiently(url)->read_consistent([](db::Connection& c) { return db::table_sizes(c); });
    if (auto words = difference_of(copy.tables, found); !words.empty()) throw Failure("Khôi phục không đủ: " + words + ". Xin dùng bản sao lưu khác.");
}

void restore_sqlite(const DatabaseCopy& copy, const std::filesystem::path& folder, const std::string& path, const Progress& progress)
{
    auto parent = std::filesystem::path(path).parent_path();
    if (!parent.empty()) std::filesystem::create_directories(parent);
    require_room(parent.empty() ? "." : parent, copy.size);
    auto part = path + std::string(documents::unfinished_suffix);
    try {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        db::copy_sqlite((folder / copy.file).string(), part, [&](int percent) { progress("Chép cơ sở dữ liệu", percent); });
        if (auto faults = db::faults_of_sqlite(part); !faults.empty())
            throw Failure("Bản chép bị hỏng (" + faults[0] + "). Xin xem ổ đĩa rồi chạy lại.");
        require_same_rows(copy, "sqlite:" + part);
        for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(part + ending);
        std::filesystem::rename(part, path);
        flush(parent);
    } catch (...) {
        std::error_code ignored;
        for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(part + ending, ignored);
        throw;
    }
}

// In one transaction: what does not succeed leaves nothing.
void restore_postgres(const DatabaseCopy& copy, const std::filesystem::path& folder, const std::string& url, const Progress& progress)
{
    auto variables = db::postgres_environment(url);
    std::string name;
    for (const auto& [variable, value] : variables)
        if (variable == "PGDATABASE") name = value;
    auto finished = run_program({"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--dbname=" + name,
                                 (folder / copy.file).string()},
                                variables, [&] { progress("Chép cơ sở dữ liệu", -1); });
    if (finished.status == 127) throw Failure("Thiếu chương trình pg_restore. Xin cài: apt install postgresql-client");
    if (finished.status != 0) throw Failure("pg_restore không khôi phục được: " + end_of(finished.said));
    require_same_rows(copy, url);
}

}  // namespace

std::string sqlite_path(const std::string& url)
{
    constexpr std::string_view sqlite = "sqlite:";
    return url.starts_with(sqlite) ? url.substr(sqlite.size()) : "";
}

void require_present(const std::string& url)
{
    auto path = sqlite_path(url);
    if (!path.empty() && !std::filesystem::exists(path))
        throw Failure("Không thấy cơ sở dữ liệu " + path + ". Xin xem lại cài đặt `database`.");
}

std::unique_ptr<db::Database> open_patiently(const std::string& url)
{
    return db::open({.url = url, .readers = 1, .statement_timeout = patience});
}

DatabaseCopy copy_database(const std::string& url, const std::filesystem::path& folder, const Progress& progress)
{
    DatabaseCopy copy;
    require_present(url);
    auto path = sqlite_path(url);
    if (path.empty()) dump_postgres(url, folder, copy, progress);
    else copy_sqlite_file(path, folder, copy, progress);
    add_digest(copy, folder);
    return copy;
}

void require_nothing_at(const std::string& url)
{
    auto path = sqlite_path(url);
    if (path.empty()) {
        auto tables = open_patiently(url)->read([](db::Connection& c) { return db::table_sizes(c).size(); });
        if (tables > 0)
            throw Failure("Cơ sở dữ liệu PostgreSQL này đã có dữ liệu; khôi phục không ghi đè. Xin tạo một cơ sở dữ liệu trống (createdb) rồi ghi tên nó vào `database`.");
        return;
    }
    for (const char* ending : {"", "-wal", "-journal"})
        if (std::filesystem::exists(path + ending))
            throw Failure("Đã có " + path + ending + "; khôi phục không ghi đè. Xin dừng máy chủ, đổi tên tệp đó (giữ lại để xem xét) rồi chạy lại.");
}

void restore_database(const DatabaseCopy& copy, const std::filesystem::path& folder, const std::string& url, const Progress& progress)
{
    auto path = sqlite_path(url);
    if (copy.engine != (path.empty() ? "postgresql" : "sqlite"))
        throw Failure("Bản sao lưu là của " + std::string(copy.engine == "sqlite" ? "SQLite" : "PostgreSQL") + ", còn cài đặt `database` là loại khác. Xin sửa cài đặt cho cùng loại.");
    if (path.empty()) restore_postgres(copy, folder, url, progress);
    else restore_sqlite(copy, folder, path, progress);
}

}  // namespace motcua::keeping
