// The subcommands, one file each.
#pragma once

#include "cli/command.h"

namespace daybook {

Command init_command();
Command purchase_command();
Command sell_command();
Command stock_command();
Command customer_command();
Command profit_command();
Command report_command();
Command expense_command();
Command income_command();
Command transfer_command();
Command void_command();
Command show_command();
Command check_command();
Command import_command();
Command backup_command();
Command export_command();
Command merge_command();
Command diff_command();
Command help_command();
Command completion_command();

}  // namespace daybook
