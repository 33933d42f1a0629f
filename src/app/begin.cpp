#include <cstdio>

#include "app/commands.hpp"
#include "app/program.hpp"
#include "domain/refusal.hpp"
#include "features/keeping/keeping.hpp"
#include "features/simulation/city.hpp"
#include "platform/crypto/crypto.hpp"

namespace motcua::app {

int begin(const Settings& settings)
{
    auto database = open_database(settings);
    if (!simulation::is_empty(*database)) throw keeping::Failure("Cơ sở dữ liệu này đã có cơ quan và tài khoản; không làm gì cả.");
    SystemClock clock;
    auto snapshot = load_catalogue(settings);
    install_catalogue(*database, *snapshot, clock);
    keeping::open_vault(*database, settings.key_file);
    auto password = crypto::random_token(15);
    auto facts = simulation::found_city(*database, clock, *snapshot, password);
    std::printf("Đã lập %d cơ quan theo danh mục và tài khoản đầu tiên.\n  Tên đăng nhập: quantri\n  Mật khẩu: %s\n"
                "Xin đăng nhập ở /noi-bo/, đổi mật khẩu ngay rồi lập tài khoản cho cán bộ. Mật khẩu này không hiện lại.\n",
                facts.agencies, password.c_str());
    return 0;
}

int new_password(const Settings& settings)
try {
    auto database = open_present_database(settings);
    auto password = staff::renew_password(*database, SystemClock(), settings.username);
    std::printf("Mật khẩu mới của %s: %s\nCác phiên đang mở của tài khoản này đã đóng. Đăng nhập xong phải đổi mật khẩu ngay. Mật khẩu này không hiện lại.\n",
                settings.username.c_str(), password.c_str());
    return 0;
} catch (const Refusal&) {
    throw keeping::Failure("Không có tài khoản nào tên " + settings.username + ". Tên đăng nhập xem ở trang Cán bộ.");
}

}  // namespace motcua::app
