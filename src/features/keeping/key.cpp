#include <filesystem>

#include "features/keeping/keeping.hpp"

namespace motcua::keeping {

namespace {

constexpr std::string_view key_row = "master_key";

}  // namespace

std::string fingerprint_of(const crypto::Vault& vault)
{
    return vault.blind_index("", "fingerprint");
}

std::optional<std::string> known_fingerprint(db::Database& database)
{
    return database.read([](db::Connection& c) { return db::first<std::string>(c, "SELECT value FROM installation WHERE name = $1", key_row); });
}

crypto::Vault open_vault(db::Database& database, const std::string& key_file)
{
    auto known = known_fingerprint(database);
    if (known && !std::filesystem::exists(key_file))
        throw Failure("Không thấy khóa chính " + key_file + ". Cơ sở dữ liệu này đã có khóa: xin chép bản khóa đã cất vào đúng tên đó (chmod 600). "
                      "Không tạo khóa mới, vì khóa mới không mở được dữ liệu cũ.");
    if (auto folder = std::filesystem::path(key_file).parent_path(); !folder.empty()) std::filesystem::create_directories(folder);
    auto vault = crypto::Vault::from_file(key_file);
    auto own = fingerprint_of(vault);
    if (!known) {
        database.write([&](db::Connection& c) {
            db::execute(c, "INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", key_row, own);
        });
        known = known_fingerprint(database);
    }
    if (*known != own)
        throw Failure("Khóa chính " + key_file + " không phải khóa của cơ sở dữ liệu này. Xin chép lại đúng khóa đã cất; nếu không, dữ liệu cá nhân không đọc được.");
    return vault;
}

}  // namespace motcua::keeping
