// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/characters/character_desk.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

class IconButton;
class LooksCard;
class MethodCard;
class OnScreen;
class PushButton;
class ReferenceStrip;
class SheetCard;
class TextLabel;

// The open character: references, method and looks, its test sheet, where it is on screen.
class CharacterPage : public Panel
{
    Q_OBJECT

public:
    explicit CharacterPage(CharacterDesk &desk, QWidget *parent = nullptr);
    void refresh();
    void refreshSheet();
    [[nodiscard]] ReferenceStrip &references() const { return *m_references; }
    [[nodiscard]] MethodCard &method() const { return *m_method; }
    [[nodiscard]] LooksCard &looks() const { return *m_looks; }
    [[nodiscard]] SheetCard &sheet() const { return *m_sheet; }
    [[nodiscard]] OnScreen &onScreen() const { return *m_onScreen; }
    void setIdentityButton(bool shown); // in a narrow window the identity is a drawer

Q_SIGNALS:
    void trainingSetRequested();
    void shareRequested();
    void menuRequested(QWidget *anchor);
    void identityRequested();
    void compareRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Head;
    QWidget *buildHead();
    QWidget *buildBody();

    CharacterDesk &m_desk;
    Head *m_head = nullptr;
    PushButton *m_training = nullptr;
    PushButton *m_share = nullptr;
    IconButton *m_more = nullptr;
    IconButton *m_identity = nullptr;
    TextLabel *m_count = nullptr;
    TextLabel *m_hint = nullptr;
    ReferenceStrip *m_references = nullptr;
    MethodCard *m_method = nullptr;
    LooksCard *m_looks = nullptr;
    SheetCard *m_sheet = nullptr;
    OnScreen *m_onScreen = nullptr;
};

} // namespace sc::ui
