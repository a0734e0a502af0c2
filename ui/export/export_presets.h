// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/export_preset.h"
#include "core/timeline/model.h"
#include "ui/widgets/panel.h"

#include <vector>

class QVBoxLayout;

namespace sc::ui {

class IconButton;

// What a project can become: built-in presets in groups, own ones in theirs. Up and Down move, Enter exports nothing: the
// choice only fills the form. Own ones can be renamed and deleted from their menu.
class ExportPresets : public Panel
{
    Q_OBJECT

public:
    explicit ExportPresets(QWidget *parent = nullptr);

    void setPresets(const std::vector<render::ExportPreset> &own, const timeline::Project *project);
    void setCurrent(const QString &id); // quiet
    [[nodiscard]] QString current() const { return m_current; }
    void setNarrow(bool narrow);

Q_SIGNALS:
    void chosen(const QString &id);
    void addRequested(); // keep what is set as a new preset
    void renameRequested(const QString &id);
    void deleteRequested(const QString &id);

private:
    class Row;
    void addGroup(const QString &name, const std::vector<render::ExportPreset> &presets, const timeline::Project *project);
    void openMenu(const render::ExportPreset &preset, QPoint at);

    QVBoxLayout *m_list;
    std::vector<Row *> m_rows;
    QString m_current;
};

} // namespace sc::ui
