// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/character_sheet.h"
#include "ui/characters/character_desk.h"
#include "ui/widgets/overlay.h"

namespace sc::ui {

class FieldChoice;
class LineField;
class PushButton;
class Segment;
class TextLabel;
class WordChips;

// Orders a sheet of the open character: what it shows, in what posture, what of a picture is kept, how many, by which model and
// on which server. Says what is wrong with it before anything is made.
class SheetDialog : public Overlay
{
    Q_OBJECT

public:
    SheetDialog(QWidget *window, CharacterDesk &desk);
    void openSheet(generation::SheetProfile profile);
    [[nodiscard]] generation::SheetSpec spec() const;
    [[nodiscard]] PushButton *startButton() const { return m_start; }
    void setCount(int count);

private:
    void refresh();
    void start();

    CharacterDesk &m_desk;
    TextLabel *m_title;
    Segment *m_profile;
    FieldChoice *m_style;
    FieldChoice *m_control;
    FieldChoice *m_look;
    FieldChoice *m_count;
    FieldChoice *m_family;
    FieldChoice *m_preset;
    FieldChoice *m_server;
    TextLabel *m_words;
    TextLabel *m_problem;
    PushButton *m_start;
};

// A character in a minute: a name, a few words, pictures.
class QuickCharacter : public Overlay
{
    Q_OBJECT

public:
    QuickCharacter(QWidget *window, CharacterDesk &desk);
    void openWith(const QStringList &pictures);
    [[nodiscard]] LineField *name() const { return m_name; }
    [[nodiscard]] PushButton *makeButton() const { return m_make; }
    void addPictures(const QStringList &files);

Q_SIGNALS:
    void made(const sc::CharacterId &id);

private:
    void make();
    void refresh();

    CharacterDesk &m_desk;
    LineField *m_name;
    LineField *m_description;
    PushButton *m_add;
    TextLabel *m_pictures;
    PushButton *m_free; // takes the name that is free
    PushButton *m_make;
    QStringList m_files;
    QString m_freeName;
};

} // namespace sc::ui
